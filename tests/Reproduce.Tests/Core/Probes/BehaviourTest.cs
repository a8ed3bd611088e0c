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
            ToyTraining: "849a810f1318e0a3e53c8a560ce3c2eec9f4ad9b17ca109cfd9827ff6eab46bc",
            ImageTraining: "4d4ab8799843106c0afb5e0c170c5bfff8d041f66de98fec72bf2c39dc0bdf06",
            Attacks: "9eba2fdf8afda491d13d39c81338c30b825bc3e1c4d88f46fa1ac49e210cab4f",
            Trials: "7fba0be48d9ed4ac04aad2fab06b7f7221e570db3ae2043ca63158e499a28f72",
            Attributions: "a90a93b4103dc10a657ca343621560144fd489a7f6d7fc392405bb5ee90da46e"));
    }

    [Test]
    public void A_probe_gives_the_same_bits_again()
    {
        var first = BehaviourHashes.Current;

        var again = new BehaviourHashes(
            ToyTrainingProbe.Hash(), ImageTrainingProbe.Hash(), AttackProbe.Hash(), TrialProbe.Hash(), AttributionProbe.Hash());

        again.Should().Be(first);
    }
}
