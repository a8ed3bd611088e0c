using System.Globalization;
using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>A fixture that decides a claim on one data set.</summary>
/// <param name="Test">NUnit's node of the fixture.</param>
/// <param name="Type">Its class.</param>
/// <param name="Claim">The claim.</param>
internal sealed record Fixture(ITest Test, Type Type, ClaimAttribute Claim)
{
    /// <summary>What the data are called: the fixture's arguments, else what its attribute says.</summary>
    public string Data => Test.Arguments.Length > 0
        ? string.Join(", ", Test.Arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)))
        : Claim.Data.Length > 0 ? Claim.Data : "its own";

    /// <summary>The fixture of the running test or set-up.</summary>
    /// <exception cref="InvalidOperationException">It is no claim.</exception>
    public static Fixture Running()
    {
        for (var test = TestRun.Current; test is not null; test = test.Parent)
        {
            if (Of(test) is { } fixture)
            {
                return fixture;
            }
        }

        throw new InvalidOperationException(
            $"'{TestContext.CurrentContext.Test.FullName}' is no test of a claim: put [Claim(...)] above its fixture.");
    }

    /// <summary>The fixture that a node of NUnit's tree is; null for other nodes, such as the parent of a class's fixtures.</summary>
    public static Fixture? Of(ITest test) =>
        test is { TestType: "TestFixture", TypeInfo.Type: { } type } && type.GetCustomAttribute<ClaimAttribute>() is { } claim
            ? new Fixture(test, type, claim)
            : null;
}
