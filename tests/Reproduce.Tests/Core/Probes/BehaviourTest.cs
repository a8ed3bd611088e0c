using System.Diagnostics;
using System.Runtime.InteropServices;
using Reproduce.Core.Probes;

namespace Reproduce.Tests.Core.Probes;

/// <summary>
/// Pins the bits of the probes, and so the keys of all stored artifacts. For those of an older processor see
/// <see cref="Training.SameBitsTest"/>.
/// </summary>
[TestFixture]
public sealed class BehaviourTest
{
    [Test]
    public void Training_attacks_and_attributions_have_the_same_bits_on_every_x64_processor()
    {
        Assume.That(RuntimeInformation.ProcessArchitecture, Is.EqualTo(Architecture.X64), "Seen on x64 alone so far.");

        BehaviourHashes.Current.Should().Be(new BehaviourHashes(
            ToyTraining: "b9f0edc2f384d7acc71db6f286314941d398692292872d8e3bbc81427d8ea7b8",
            ImageTraining: "19d4ad7f83a96f16cf976c512c821b8cfdc56847a2882a99f0358776a8552ff6",
            Attacks: "8876bc36774745fa2cbab96176bb3e8ad7b83dfeb04dc8152fc6e43caea2b66f",
            Attributions: "6be3d412142c54b765bd120e10a17336f61c34d693bffe78832a396df9297784"));
    }

    [Test]
    public void A_probe_gives_the_same_bits_again_and_all_together_take_less_than_a_second()
    {
        _ = BehaviourHashes.Current;
        var started = Stopwatch.GetTimestamp();

        var again = new BehaviourHashes(ToyTrainingProbe.Hash(), ImageTrainingProbe.Hash(), AttackProbe.Hash(), AttributionProbe.Hash());

        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(1));
        again.Should().Be(BehaviourHashes.Current);
    }
}
