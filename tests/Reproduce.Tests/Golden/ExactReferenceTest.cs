using System.Runtime.CompilerServices;
using Reproduce.Core.Store;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Golden;

[TestFixture]
[Category("Golden")]
public sealed class ExactReferenceTest
{
    [Test]
    public void The_file_is_what_the_definitions_give()
    {
        var stored = Safetensors.Parse(Safetensors.ReadBytes(GoldenCases.OwnFile), GoldenCases.OwnFile);

        var computed = ExactReference.Tensors();

        stored.Tensors.Select(tensor => tensor.Name).Should().Equal(computed.Select(tensor => tensor.Name));
        foreach (var tensor in computed)
        {
            // Not bit for bit: the C library's exp and cos differ between systems in their last digits.
            RandomNetworks.RelativeDifference(stored[tensor.Name].ToArray<float>(), tensor.Values.Span)
                .Should().BeLessThan(1e-5, "{0} is stored as it is computed", tensor.Name);
        }
    }

    [Test]
    [Explicit("Writes the file anew, into the sources.")]
    public void Write_the_file() =>
        File.WriteAllBytes(Path.Combine(SourceFolder(), Path.GetFileName(GoldenCases.OwnFile)), ExactReference.Bytes());

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
