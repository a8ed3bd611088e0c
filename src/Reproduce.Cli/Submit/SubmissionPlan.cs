using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Results;
using Reproduce.Cli.Train;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.DataSets;

namespace Reproduce.Cli.Submit;

/// <summary>Which tasks a request needs.</summary>
/// <param name="Submission">The tasks.</param>
/// <param name="UsesCard">Whether they compute on a graphics card.</param>
internal sealed record SubmissionPlan(Submission Submission, bool UsesCard)
{
    /// <summary>The tasks of what is not stored. The speed of this machine is measured, for the time limits.</summary>
    /// <param name="host">The process.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="profile">How much is run.</param>
    /// <param name="cancellation">Stops measuring.</param>
    /// <exception cref="CommandFailedException">Data are missing, or claims are wanted outside of a repository.</exception>
    public static SubmissionPlan Of(CliHost host, SubmitRequest request, Profile profile, CancellationToken cancellation)
    {
        var store = host.OpenStore();
        var repository = request.NoClaims ? null : RepositoryRoot.Find(host.CurrentFolder);
        var claims = ClaimsOf(host, request, repository);
        ImmutableArray<SubmittedTask> tasks;
        var usesCard = false;
        if (request.Models.Data == TrainCommand.Toy)
        {
            var set = TrainingSet.Toy();
            var models = RepositoryOf(host, store, set, BackendDevice.Host());
            var plan = PlanOf(set, request.Models.ToyModels(), models, profile, store, cancellation);
            tasks =
            [
                .. TaskGraph.Trainings(request.Models, plan, models.KeyOf, seedsTogether: true),
                .. TaskGraph.Claims(claims.Names, claims.Filter, TimeSpan.Zero, memory: 0),
            ];
        }
        else
        {
            var opened = ImageExperiments.Open(host, request.Models.Data, profile);
            usesCard = opened.Backend.Device.Name != BackendDevice.Cpu;
            tasks = ImageTasks(host, request, opened, store, profile, claims, cancellation);
        }

        return new(new(Submission.CurrentFormat, request.Models.Data, profile.Name, repository, tasks), usesCard);
    }

    private static ImmutableArray<SubmittedTask> ImageTasks(
        CliHost host,
        SubmitRequest request,
        OpenedExperiment opened,
        ArtifactStore store,
        Profile profile,
        (ImmutableArray<string> Names, string Filter) claims,
        CancellationToken cancellation)
    {
        var set = TrainingSet.Images(opened);
        var origin = OriginOf(host, opened.Backend.Device);
        var models = RepositoryOf(host, store, set, opened.Backend.Device);
        var attacked = request.Models.AttackedModels(opened.Experiment).ToHashSet();
        var plan = PlanOf(set, [.. request.Models.ImageModels(opened.Experiment), .. attacked], models, profile, store, cancellation);
        var attacks = opened.Attacks(store, origin, new TrainingWatch(host));
        var trainings = TaskGraph.Trainings(request.Models, plan, models.KeyOf, seedsTogether: false);
        var measurements = TaskGraph.Measurements(
            request.Models,
            [.. plan.Models.Where(model => attacked.Contains(model.Id))],
            trainings,
            models.KeyOf,
            attacks.KeyOf,
            store.Contains,
            SecondsPerSample(set, plan, cancellation),
            opened.Experiment.TestImages);
        return
        [
            .. trainings,
            .. measurements,
            .. TaskGraph.Claims(
                claims.Names,
                claims.Filter,
                TimeSpan.FromSeconds(measurements.Sum(task => task.Seconds)),
                plan.Models.Max(model => model.Memory?.Total ?? 0)),
        ];
    }

    /// <summary>How long one training step of one image takes, measured once a kind of network.</summary>
    private static Func<Recipe, double> SecondsPerSample(
        TrainingSet<ImageNetwork> set, TrainingPlan plan, CancellationToken cancellation)
    {
        var seconds = new Dictionary<NetworkSpecification, double>();
        return recipe =>
        {
            if (!seconds.TryGetValue(recipe.Network, out var known))
            {
                known = plan.Missing.FirstOrDefault(model => model.Id.Recipe.Network == recipe.Network) is { } model
                    ? model.Predicted.TotalSeconds / model.Id.Recipe.Epochs / plan.Samples
                    : set.SecondsPerSample(TrainingPlan.AsTeacher(recipe), models: 1, cancellation);
                seconds.Add(recipe.Network, known);
            }

            return known;
        };
    }

    private static TrainingPlan PlanOf<TNetwork>(
        TrainingSet<TNetwork> set,
        IReadOnlyList<ModelId> ids,
        ModelRepository<TNetwork> models,
        Profile profile,
        ArtifactStore store,
        CancellationToken cancellation)
        where TNetwork : class =>
        TrainingPlan.Of(set, ids, models.IsStored, profile.Name, store.Folder, threads: 1).WithTimes(set, cancellation);

    private static ModelRepository<TNetwork> RepositoryOf<TNetwork>(
        CliHost host, ArtifactStore store, TrainingSet<TNetwork> set, BackendDevice device)
        where TNetwork : class => new(store, set.Trainer, OriginOf(host, device), new TrainingWatch(host));

    private static TrainingOrigin OriginOf(CliHost host, BackendDevice device) =>
        TrainingOrigin.Of(BuildStamp.Current, host.Clock, device) with { Threads = 1 };

    /// <summary>The claims that are run, and the filter of their tests on the data set.</summary>
    private static (ImmutableArray<string> Names, string Filter) ClaimsOf(CliHost host, SubmitRequest request, string? repository)
    {
        if (request.NoClaims)
        {
            return ([], "");
        }

        if (repository is null)
        {
            throw host.NoRepository("change to it, or add --no-claims");
        }

        var isToy = request.Models.Data == TrainCommand.Toy;
        var known = ClaimStatus.All(host)
            .Where(claim => (claim.Data == TrainCommand.Toy) == isToy)
            .Select(claim => claim.Claim)
            .ToImmutableSortedSet(StringComparer.Ordinal);
        return request.Claims.Except(known).FirstOrDefault() is { } unknown
            ? throw new CommandFailedException(
                $"--claim is '{unknown}', which is no claim on such data; expected {string.Join(", ", known)}.")
            : (request.Claims.IsEmpty ? [.. known] : request.Claims, FilterOf(host, request.Models.Data, isToy));
    }

    private static string FilterOf(CliHost host, string data, bool isToy)
    {
        if (isToy)
        {
            return "";
        }

        // A title may begin with another one, as 'TSRD as described' does.
        var title = host.DataSets.Single(set => set.CommandName == data).Title;
        var longer = host.DataSets
            .Select(set => set.Title)
            .Where(other => other != title && other.StartsWith(title, StringComparison.Ordinal));
        return $"&FullyQualifiedName~{title}{string.Concat(longer.Select(other => $"&FullyQualifiedName!~{other}"))}";
    }
}
