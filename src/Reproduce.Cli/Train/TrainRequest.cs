namespace Reproduce.Cli.Train;

/// <summary>What a command line asks of a training.</summary>
/// <param name="Models">Which models.</param>
/// <param name="Threads">Models that are trained side by side, at least 1.</param>
/// <param name="DryRun">Whether only a plan is wanted.</param>
/// <param name="Predict">Whether the training's time is to be predicted and compared with what it took.</param>
/// <param name="Json">Whether the plan is wanted as JSON.</param>
internal sealed record TrainRequest(ModelRequest Models, int Threads, bool DryRun, bool Predict, bool Json);
