namespace Reproduce.Core.Store;

/// <summary>Numbers measured on trained models, kept in the store: made once, then read.</summary>
internal static class Measurement
{
    /// <summary>The outcomes of subjects, in their order; those that are missing are measured.</summary>
    /// <typeparam name="TSubject">What is measured, such as a model or a pair of them.</typeparam>
    /// <typeparam name="TOutcome">What the measurement gives.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="subjects">The subjects; one may occur several times.</param>
    /// <param name="keyOf">A subject's key.</param>
    /// <param name="measure">Makes the artifacts of the subjects that it is given, in any order.</param>
    /// <param name="outcomeOf">Reads a subject's outcome from its artifact.</param>
    /// <param name="cancellation">Stops between two artifacts; finished ones are kept.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    public static IReadOnlyList<TOutcome> GetOrMeasure<TSubject, TOutcome>(
        this ArtifactStore store,
        IReadOnlyList<TSubject> subjects,
        Func<TSubject, ArtifactKey> keyOf,
        Func<IReadOnlyList<(ArtifactKey Key, TSubject Subject)>, IEnumerable<Artifact>> measure,
        Func<TSubject, Artifact, TOutcome> outcomeOf,
        CancellationToken cancellation)
    {
        var keys = subjects.Select(keyOf).ToArray();
        var subjectOf = keys.Zip(subjects).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
        var artifacts = store.GetOrCreateMany(
            keys,
            missing => measure([.. missing.Select(key => (key, subjectOf[key]))]),
            key => key.Parts.GetValueOrDefault(KeyPart.Measurement),
            cancellation);
        return [.. artifacts.Zip(subjects, (artifact, subject) => store.Decode(artifact, stored => outcomeOf(subject, stored)))];
    }

    /// <summary>An artifact of one-dimensional arrays; the store keeps 32-bit numbers.</summary>
    public static Artifact ToArtifact(
        ArtifactKey key, Provenance provenance, IEnumerable<(string Name, IEnumerable<double> Values)> arrays) => new(
        key,
        [
            .. from array in arrays
               let numbers = array.Values.Select(value => (float)value).ToArray()
               select new NamedArray(array.Name, [numbers.Length], numbers),
        ],
        EpochLosses: [],
        provenance);

    /// <summary>The numbers of an artifact's array.</summary>
    /// <exception cref="KeyNotFoundException">The artifact has no array of that name.</exception>
    public static double[] Numbers(Artifact artifact, string name) =>
        [.. artifact[name].Values.ToArray().Select(value => (double)value)];
}
