namespace Reproduce.Results;

/// <summary>How a fixture's run ended.</summary>
public enum ClaimState
{
    /// <summary>It has started and not finished: it is still running, was killed, or its set-up failed.</summary>
    Started,

    /// <summary>Every test that ran passed.</summary>
    Passed,

    /// <summary>A test failed: a verdict, number or picture is not the pinned one, or something broke.</summary>
    Failed,

    /// <summary>There are results, but none are recorded to compare them with.</summary>
    Unrecorded,

    /// <summary>It did not run, for a reason.</summary>
    NotRun,
}

/// <summary>One claim on one data set: a fixture, and how its latest run ended.</summary>
public sealed record ClaimRun
{
    /// <summary>The claim's name, by which <c>--filter Claim=...</c> finds it.</summary>
    public required string Claim { get; init; }

    /// <summary>The fixture's class.</summary>
    public required string Fixture { get; init; }

    /// <summary>The data, such as <c>toy</c> or <c>Signs</c>.</summary>
    public required string Data { get; init; }

    /// <summary>The claim in the paper's own words.</summary>
    public required string Sentence { get; init; }

    /// <summary>Where the paper says so.</summary>
    public required string Source { get; init; }

    /// <summary>How the run ended.</summary>
    public required ClaimState State { get; init; }

    /// <summary>Why it did not run, or what failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Tests that passed in this run.</summary>
    public int Passed { get; init; }

    /// <summary>Tests that failed in this run.</summary>
    public int Failed { get; init; }

    /// <summary>Seconds that it took, training included.</summary>
    public double Seconds { get; init; }

    /// <summary>The process and machine that ran it.</summary>
    public required RunOrigin Origin { get; init; }
}
