using System.Collections.Immutable;
using System.Text.Json;
using Reproduce.Core.Files;
using Reproduce.Core.Models;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Claims.Images;

/// <summary>What recorded results were made on and by: they are compared only with results of such a device.</summary>
/// <param name="Device">Where the models were trained, such as <c>cpu</c>.</param>
/// <param name="Processor">Name of the processor or graphics card.</param>
/// <param name="LibTorch">Version of libtorch, or that none was used.</param>
/// <param name="Harness">Version of the harness.</param>
/// <param name="Commit">The commit that trained the models.</param>
/// <param name="Data">Fingerprint of the training data.</param>
/// <param name="Trained">When the last model was trained.</param>
/// <param name="Minutes">How long each model was trained on its thread.</param>
internal sealed record RecordedOrigin(
    string Device,
    string Processor,
    string LibTorch,
    string Harness,
    string Commit,
    string Data,
    DateTimeOffset Trained,
    ImmutableSortedDictionary<string, double> Minutes)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Whether results are to be recorded, as for snapshots.</summary>
    public static bool IsAccepting => RunEnvironment.OfProcess.IsAccepting;

    /// <summary>The origin of a study's models.</summary>
    /// <param name="study">The study.</param>
    /// <param name="flavours">The flavours that results are of.</param>
    public static RecordedOrigin Of(ImageStudy study, IEnumerable<ModelName> flavours)
    {
        var models = flavours.Select(flavour => study.Of(flavour).OfFirstSeed).ToList();
        var last = models.MaxBy(model => model.Provenance.Created)!;
        return new(
            last.Provenance.Device,
            last.Provenance.Processor,
            last.Provenance.LibTorchVersion,
            last.Provenance.HarnessVersion,
            last.Provenance.Commit,
            last.Key.Parts["data"],
            last.Provenance.Created,
            models.ToImmutableSortedDictionary(
                model => model.Id.Recipe.Model.ToString(),
                model => Math.Round(model.Provenance.TrainingDuration.TotalMinutes, 1),
                StringComparer.Ordinal));
    }

    /// <summary>The origin of a claim's recorded results; null where none are recorded.</summary>
    public static RecordedOrigin? Read(string claim) => File.Exists(PathOf(claim))
        ? JsonSerializer.Deserialize<RecordedOrigin>(File.ReadAllText(PathOf(claim)), Format)
        : null;

    /// <summary>Records this origin beside a claim's snapshots.</summary>
    public void Write(string claim) => File.WriteAllText(PathOf(claim), JsonSerializer.Serialize(this, Format) + "\n");

    private static string PathOf(string claim) =>
        Path.Combine(RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), "snapshots", claim, "recorded-on.json");
}
