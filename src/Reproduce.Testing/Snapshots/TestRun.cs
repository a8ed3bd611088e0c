using System.Collections.Immutable;
using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Reproduce.Testing.Snapshots;

/// <summary>The process's real surroundings: NUnit's context and the environment. Nothing else in this assembly reads them.</summary>
internal static class TestRun
{
    /// <summary>One for the process: two tests can only be seen to share a file by something that outlives them both.</summary>
    private static readonly SnapshotRegistry Registry = new();

    /// <summary>Settings of the running test.</summary>
    /// <exception cref="SnapshotException">The tests run outside of the repository.</exception>
    public static SnapshotSettings Settings()
    {
        var environment = RunEnvironment.OfProcess;
        return new SnapshotSettings(
            Path.Combine(RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), "snapshots"),
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
        var context = TestContext.CurrentContext;
        var test = context.Test;
        if (test.MethodInfo is not { } method || test.Type is null)
        {
            throw new SnapshotException(
                $"Snapshots are verified by a test method. Actual: '{test.FullName}', which is not one. Move the call into a [Test].");
        }

        var className = SnapshotName.OfClass(test.Type);
        var fixtureArguments = FixtureArguments(test.Parent);
        return new SnapshotTest(
            test.ID,
            context.CurrentRepeatCount,
            test.FullName,
            Filter(test, fixtureArguments),
            test.AllPropertyValues("Claim").FirstOrDefault()?.ToString() ?? className,
            className,
            method.Name,
            [
                .. Named(fixtureArguments, Constructor(test.Type, fixtureArguments.Length)),
                .. Named(test.Arguments, [.. method.GetParameters()]),
            ]);
    }

    /// <summary>A fixture's arguments come between its class and its methods in NUnit's full names.</summary>
    private static string Filter(TestContext.TestAdapter test, object?[] fixtureArguments) =>
        fixtureArguments.Length == 0
            ? $"FullyQualifiedName~{test.ClassName}.{test.MethodName}"
            : $"FullyQualifiedName~{test.ClassName}&Name~{test.MethodName}";

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
