using System.Text.Json;

namespace Reproduce.Cli.Cache;

/// <summary>What is told of a stored recipe, which another version of the harness may have written.</summary>
/// <param name="Model">The flavour.</param>
/// <param name="DistillationTemperature">The set's temperature.</param>
/// <param name="Network">The network.</param>
/// <param name="Epochs">Passes over the training set.</param>
internal sealed record RecipeSummary(string Model, double DistillationTemperature, NetworkSummary Network, int Epochs)
{
    /// <summary>The summary of a recipe, or null where there is none or it has another form.</summary>
    /// <param name="json">The recipe as it enters keys, or null.</param>
    public static RecipeSummary? Of(string? json)
    {
        try
        {
            var summary = json is null ? null : JsonSerializer.Deserialize<RecipeSummary>(json);
            return summary is { Model: not null, Network.Kind: not null } ? summary : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Such as <c>FT_tempT, T = 20, cifar10 of width 0.25 on images of 32, 20 epochs</c>.</summary>
    public override string ToString() => $"{Model}, T = {DistillationTemperature}, {Network}, {Epochs} epochs";
}

/// <summary>What is told of a stored recipe's network.</summary>
/// <param name="Kind">The family of networks.</param>
/// <param name="ImageSide">Rows and columns of an image; 0 for points.</param>
/// <param name="Width">What the width is multiplied by.</param>
/// <param name="Dropout">The rate of dropout.</param>
internal sealed record NetworkSummary(string Kind, int ImageSide = 0, double Width = 1, double Dropout = 0)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}{(Width == 1 ? "" : $" of width {Width}")}"
        + $"{(ImageSide == 0 ? "" : $" on images of {ImageSide}")}"
        + $"{(Dropout == 0 ? "" : $", dropout {Dropout}")}";
}
