using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>Writes what claims find into a folder of results.</summary>
/// <param name="folder">The folder, one subfolder a paper.</param>
internal sealed partial class ResultRecorder(string folder)
{
    // What the data were called at the start: reading them may show that they are others.
    private const string StartedAs = "_StartedAs";
    private const string Unpinned = "_Unpinned";
    private const string DataFingerprint = "_DataFingerprint";

    /// <summary>The folder of results, one subfolder a paper.</summary>
    public string Folder => folder;

    /// <summary>Writes where the environment says.</summary>
    public static ResultRecorder OfProcess() => new(ResultFolder.Default(
        Environment.GetEnvironmentVariable, RepositoryRoot.Above(NUnit.Framework.TestContext.CurrentContext.TestDirectory)));

    /// <summary>Records that a fixture has started, and removes results of tests that its claim no longer has.</summary>
    public void Begin(Fixture fixture)
    {
        var paper = PaperAttribute.Of(fixture.Type);
        var set = SetOf(paper);
        ResultFolder.Write(set, paper);
        var run = RunOf(fixture, ClaimState.Started);
        ResultFolder.Write(set, run);
        fixture.Test.Properties.Set(StartedAs, run.Data);
        var tests = TestRun.TestsOf(fixture.Test, fixture.Claim.Name);
        ResultFolder.RemoveOrphans(set, fixture.Claim.Name, item => SnapshotInventory.IsOrphan(item, tests));
        RemoveEarlierReceived(Path.Combine(TestRun.Settings().Folder, fixture.Claim.Name));
    }

    /// <summary>Records how a fixture ended.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="result">Its tests' outcomes.</param>
    /// <param name="duration">Time that it took, training included.</param>
    public void End(Fixture fixture, ITestResult result, TimeSpan duration)
    {
        var run = RunOf(fixture, StateOf(result)) with
        {
            Reason = ReasonOf(result),
            Passed = result.PassCount,
            Failed = result.FailCount,
            Seconds = duration.TotalSeconds,
        };
        var set = SetOf(PaperAttribute.Of(fixture.Type));
        ResultFolder.Write(set, run);
        if (fixture.Test.Properties.Get(StartedAs) is string started && started != run.Data)
        {
            ResultFolder.Remove(set, run with { Data = started });
        }
    }

    /// <summary>Records that a fixture does not run, and why.</summary>
    public void Skip(Fixture fixture, string reason) => ResultFolder.Write(
        SetOf(PaperAttribute.Of(fixture.Type)), RunOf(fixture, ClaimState.NotRun) with { Reason = reason });

    /// <summary>The running test's results are recorded from here on, but neither compared with snapshots nor accepted as such.</summary>
    /// <param name="dataFingerprint">Which data they are on, where these are not the published ones; else null.</param>
    public static void LeaveUnpinned(string? dataFingerprint = null)
    {
        TestRun.Current.Properties.Set(Unpinned, true);
        if (dataFingerprint is not null)
        {
            TestRun.Current.Properties.Set(DataFingerprint, dataFingerprint);
        }
    }

    /// <summary>Runs a verification and records its outcome; a failure is recorded and thrown again.</summary>
    /// <param name="fixture">The running test's fixture.</param>
    /// <param name="name">Tells several snapshots of one test apart.</param>
    /// <param name="content">Adds what was found to the item.</param>
    /// <param name="verify">The verification.</param>
    /// <param name="png">The figure's picture.</param>
    public async Task Record(
        Fixture fixture, string? name, Func<ResultItem, ResultItem> content, Func<Task> verify, byte[]? png = null)
    {
        var item = content(ItemOf(fixture, name));
        var set = SetOf(PaperAttribute.Of(fixture.Type));
        if (TestRun.Current.Properties.ContainsKey(Unpinned))
        {
            ResultFolder.Write(set, item with { Snapshot = SnapshotState.Unpinned }, png);
            return;
        }

        try
        {
            await verify();
            ResultFolder.Write(set, item, png);
        }
        catch (Exception e) when (e is SnapshotException or OutdatedConclusionException)
        {
            item = e is SnapshotException { IsMissing: true }
                ? item with { Snapshot = SnapshotState.Missing }
                : item with { Snapshot = SnapshotState.Differs, Difference = (e as SnapshotException)?.Summary ?? e.Message };
            ResultFolder.Write(set, item, png, (e as SnapshotException)?.Picture);
            throw;
        }
    }

    /// <summary>Whoever accepts a claim's snapshots accepts what its last run has shown, and nothing of a run before.</summary>
    private static void RemoveEarlierReceived(string folder)
    {
        var start = Process.GetCurrentProcess().StartTime.ToUniversalTime();
        foreach (var files in SnapshotFiles.AllReceived(folder).Where(files => File.GetLastWriteTimeUtc(files.Received) < start))
        {
            files.DeleteLeftovers();
        }
    }

    private static ResultItem ItemOf(Fixture fixture, string? name)
    {
        var test = TestRun.Test();
        return new ResultItem
        {
            Id = SnapshotName.Stem(test, name),
            Claim = fixture.Claim.Name,
            Data = fixture.Data,
            DataFingerprint = TestRun.Current.Properties.Get(DataFingerprint) as string,
            Title = TitleOf(test, name),
            Filter = test.Filter,
            Snapshot = SnapshotState.Agrees,
            Sources = SourceLedger.OfRunningTest(),
            Origin = Origin(fixture),
        };
    }

    /// <summary>A method's name in words, without the numbers of figures, which the result has itself.</summary>
    internal static string TitleOf(string method)
    {
        var words = FigureNumbers().Replace(method, "").Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>The method's name in words, its own arguments, and the snapshot's name.</summary>
    private static string TitleOf(SnapshotTest test, string? name)
    {
        var arguments = test.Parameters.Skip(test.FixtureParameters)
            .Select(parameter => $"{parameter.Key} = {parameter.Value}");
        return string.Join(", ", [TitleOf(test.MethodName), .. arguments, .. name is null ? [] : new[] { name }]);
    }

    private static ClaimRun RunOf(Fixture fixture, ClaimState state) => new()
    {
        Claim = fixture.Claim.Name,
        Fixture = SnapshotName.OfClass(fixture.Type),
        Data = fixture.Data,
        Sentence = fixture.Claim.Sentence,
        Source = fixture.Claim.Source,
        State = state,
        Origin = Origin(fixture),
    };

    private static ClaimState StateOf(ITestResult result) => result switch
    {
        _ when result.FailCount > 0 || result.ResultState.Status == TestStatus.Failed => ClaimState.Failed,
        _ when result.InconclusiveCount > 0 => ClaimState.Unrecorded,
        _ when result.PassCount > 0 => ClaimState.Passed,
        _ => ClaimState.NotRun,
    };

    private static string? ReasonOf(ITestResult result)
    {
        var reason = StateOf(result) switch
        {
            ClaimState.Failed when result.HasChildren => string.Join(
                ", ",
                result.Children.SelectMany(Leaves).Where(test => test.ResultState.Status == TestStatus.Failed).Select(test => test.Name)),
            ClaimState.Failed or ClaimState.NotRun => result.Message,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
    }

    private static IEnumerable<ITestResult> Leaves(ITestResult result) =>
        result.HasChildren ? result.Children.SelectMany(Leaves) : [result];

    private static RunOrigin Origin(Fixture fixture)
    {
        var stamp = BuildStamp.Of(fixture.Type.Assembly);
        return new(
            stamp.Commit,
            stamp.HarnessVersion,
            Profile.Choose(Environment.GetEnvironmentVariable).Name,
            BackendDevice.HostProcessor(),
            Environment.ProcessorCount,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            TimeProvider.System.GetUtcNow());
    }

    [GeneratedRegex(@"^Figures?(_\d+)+_(?=.)")]
    private static partial Regex FigureNumbers();

    private string SetOf(Paper paper) => Path.Combine(folder, paper.Id);
}
