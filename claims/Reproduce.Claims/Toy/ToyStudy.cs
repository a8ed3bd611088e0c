using System.Collections.Immutable;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Testing;

namespace Reproduce.Claims.Toy;

/// <summary>The trained and measured toy models that the toy claims look at.</summary>
internal sealed class ToyStudy
{
    // Fixtures of one run share the models: fetched and measured once, then never changed.
    private static readonly Lazy<ToyStudy> SharedStudy = new(() => new ToyStudy());

    // Any but the published file's 42.
    private const uint NewPointsSeed = 1042;

    private readonly Lock _gate = new();
    private readonly Dictionary<Recipe, SeedGroup> _groups = [];
    private readonly ModelRepository<Perceptron> _models;

    private ToyStudy()
    {
        Data = ToyRing.Generate();
        NewPoints = ToyRing.Generate(NewPointsSeed);
        _models = ClaimModels.Of(new ToyModelTrainer(Data));
    }

    /// <summary>The study of this run.</summary>
    public static ToyStudy Shared => SharedStudy.Value;

    /// <summary>The training set, on which the models are measured too: the paper has no test split.</summary>
    public ToyRing Data { get; }

    /// <summary>As many other points of the same generator, which no model was trained on.</summary>
    public ToyRing NewPoints { get; }

    /// <summary>The recipes of the paper's 80 models: 20 flavours at each temperature.</summary>
    public static IEnumerable<Recipe> PaperRecipes =>
        from temperature in ToyExperiment.Temperatures
        from model in Flavours.All
        select ToyExperiment.Recipe(model, temperature);

    /// <summary>The number of an appendix figure: four for each temperature, the temperatures in their order.</summary>
    /// <param name="first">Its number at the first temperature.</param>
    /// <param name="temperature">One of the paper's temperatures.</param>
    public static int AppendixFigure(int first, int temperature) => first + (4 * ToyExperiment.Temperatures.IndexOf(temperature));

    /// <summary>Fetches or trains the models of these recipes and measures them, all of those that are not here yet together.</summary>
    public void Prepare(IEnumerable<Recipe> recipes)
    {
        lock (_gate)
        {
            Recipe[] missing = [.. recipes.Distinct().Where(recipe => !_groups.ContainsKey(recipe))];
            var models = _models.Get([.. from recipe in missing from seed in ToyExperiment.Seeds select new ModelId(recipe, seed)]);
            var measures = models.AsParallel().AsOrdered().Select(model => BoundaryMeasures.Of(model.Network, Data)).ToArray();
            for (var i = 0; i < missing.Length; i++)
            {
                var range = (i * ToyExperiment.Seeds.Length)..((i + 1) * ToyExperiment.Seeds.Length);
                _groups.Add(missing[i], new SeedGroup([.. models.Take(range)], [.. measures.Take(range)]));
            }
        }
    }

    /// <summary>The models of a recipe.</summary>
    /// <exception cref="InvalidOperationException">The recipe was not prepared.</exception>
    public SeedGroup Of(Recipe recipe)
    {
        lock (_gate)
        {
            var group = _groups.GetValueOrDefault(recipe)
                ?? throw new InvalidOperationException(
                    $"{recipe.ToCanonicalJson()} was not prepared: name it among the fixture's recipes.");
            SourceLedger.Note(group.Models);
            return group;
        }
    }

    /// <summary>The models of a flavour in the paper's set of a temperature.</summary>
    public SeedGroup Of(ModelName model, int temperature) => Of(ToyExperiment.Recipe(model, temperature));

    /// <summary>The models of a flavour, by its name, in the paper's set of a temperature.</summary>
    public SeedGroup Of(string model, int temperature) => Of(ModelName.Parse(model), temperature);

    /// <summary>The networks of the paper's seed in the set of a temperature, as the figures take them.</summary>
    public Func<ModelName, Perceptron> PaperNetworks(int temperature) => model => Of(model, temperature).OfPaperSeed.Network;
}
