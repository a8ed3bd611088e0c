namespace Reproduce.Cli.Submit;

/// <summary>A task in the hands of a scheduler.</summary>
/// <param name="Number">The scheduler's number of it, such as <c>123_4</c>.</param>
/// <param name="Log">Its log, a whole path.</param>
internal sealed record ScheduledTask(string Number, string Log);
