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
            Attacks: "86bc9287c02a6ebbe40b3966f86d862d94fcef10a517f4f708369768d30b8de6",
            Attributions: "17a6e759d4b3870c79028f0c4d3cfde5c6634a6da619f5cb2a79541aba142f74"));
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
