using Reproduce.Core.Probes;

namespace Reproduce.Tests.Core.Probes;

/// <summary>The five hashes of a behaviour, as values.</summary>
internal sealed record BehaviourHashes(string ToyTraining, string ImageTraining, string Attacks, string Trials, string Attributions)
{
    /// <summary>The hashes of the running code.</summary>
    public static BehaviourHashes Current { get; } = new(
        Behaviour.Current.ToyTraining.Value,
        Behaviour.Current.ImageTraining.Value,
        Behaviour.Current.Attacks.Value,
        Behaviour.Current.Trials.Value,
        Behaviour.Current.Attributions.Value);

    /// <summary>Names of the hashes that differ from those of another behaviour.</summary>
    public IEnumerable<string> DifferencesFrom(BehaviourHashes other) =>
        from hash in (IEnumerable<(string Name, string Mine, string Other)>)
        [
            (nameof(ToyTraining), ToyTraining, other.ToyTraining),
            (nameof(ImageTraining), ImageTraining, other.ImageTraining),
            (nameof(Attacks), Attacks, other.Attacks),
            (nameof(Trials), Trials, other.Trials),
            (nameof(Attributions), Attributions, other.Attributions),
        ]
        where hash.Mine != hash.Other
        select hash.Name;
}
