using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Reproduce.Core.Files;
using Reproduce.Results;

namespace Reproduce.Testing.Snapshots;

/// <summary>What NUnit and the process's environment say of the running test.</summary>
internal static partial class TestRun
{
    /// <summary>One for the process: it notices if two tests verify one file.</summary>
    private static readonly SnapshotRegistry Registry = new();

    /// <summary>Settings of the running test.</summary>
    /// <exception cref="SnapshotException">The tests run outside of the repository.</exception>
    public static SnapshotSettings Settings()
    {
        var environment = RunEnvironment.OfProcess;
        return new SnapshotSettings(
            Path.Combine(RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), SnapshotFiles.FolderName),
            Registry,
            environment.Accept,
            environment.BuildServer,
            DiffEngineTool.WhereSomeoneWatches(environment),
            TestContext.Out.WriteLine);
    }

    /// <summary>The running test.</summary>
    /// <exception cref="SnapshotException">No test method is running.</exception>
    public static SnapshotTest Test()
    {
        var context = TestExecutionContext.CurrentContext;
        return Of(context.CurrentTest, context.CurrentRepeatCount) ?? throw new SnapshotException(
            $"Snapshots are verified by a test method. Actual: '{context.CurrentTest.FullName}', which is not one. Move the call into a "
            + "[Test].");
    }

    /// <summary>The running test, set-up or tear-down as NUnit knows it.</summary>
    public static ITest Current => TestExecutionContext.CurrentContext.CurrentTest;

    /// <summary>All tests of a claim with their arguments, whether or not a filter lets them run.</summary>
    /// <param name="test">Any node of the run's tree of tests.</param>
    /// <param name="claim">The claim's name.</param>
    public static ImmutableArray<SnapshotTest> TestsOf(ITest test, string claim)
    {
        while (test.Parent is { } parent)
        {
            test = parent;
        }

        return [.. Leaves(test).Select(leaf => Of(leaf, attempt: 0)).OfType<SnapshotTest>().Where(leaf => leaf.Claim == claim)];
    }

    private static IEnumerable<ITest> Leaves(ITest test) => test.HasChildren ? test.Tests.SelectMany(Leaves) : [test];

    private static SnapshotTest? Of(ITest test, int attempt)
    {
        if (test is not { IsSuite: false, Method.MethodInfo: { } method, TypeInfo.Type: { } type })
        {
            return null;
        }

        var className = SnapshotName.OfClass(type);
        var fixtureArguments = FixtureArguments(test.Parent);
        var ofFixture = Named(fixtureArguments, Constructor(type, fixtureArguments.Length));
        return new SnapshotTest(
            test.Id,
            attempt,
            test.FullName,
            FilterOf(test.FullName),
            ClaimOf(test) ?? className,
            className,
            method.Name,
            [.. ofFixture, .. Named(test.Arguments, [.. method.GetParameters()])])
        {
            FixtureParameters = ofFixture.Length,
        };
    }

    private static string? ClaimOf(ITest? test) =>
        test is null ? null : test.Properties.Get(ClaimAttribute.PropertyName)?.ToString() ?? ClaimOf(test.Parent);

    /// <summary>The filter that selects one test alone: its full name, in which operators of the filter's language are escaped.</summary>
    private static string FilterOf(string fullName) => $"FullyQualifiedName={FilterOperators().Replace(fullName, @"\$0")}";

    [GeneratedRegex(@"[\\()&|=!~]")]
    private static partial Regex FilterOperators();

    private static object?[] FixtureArguments(ITest? suite)
    {
        while (suite is not null && suite.TestType != "TestFixture")
        {
            suite = suite.Parent;
        }

        return suite?.Arguments ?? [];
    }

    private static ParameterInfo[] Constructor(Type type, int count) =>
        type.GetConstructors().Select(constructor => constructor.GetParameters()).FirstOrDefault(list => list.Length == count) ?? [];

    private static ImmutableArray<KeyValuePair<string, object?>> Named(object?[] arguments, ParameterInfo[] parameters) =>
    [
        .. arguments
            .Select((argument, index) => KeyValuePair.Create(index < parameters.Length ? parameters[index].Name! : $"arg{index}", argument))
            .Where(parameter => parameter.Value is not CancellationToken),
    ];
}
