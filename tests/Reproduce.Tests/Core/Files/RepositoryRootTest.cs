using Reproduce.Core.Files;
using Reproduce.Tests.Testing.Snapshots;

namespace Reproduce.Tests.Core.Files;

[TestFixture]
public sealed class RepositoryRootTest
{
    [TestCase("Reproduce.sln")]
    [TestCase("OtherPaper.slnx")]
    public void The_root_is_the_nearest_folder_above_that_holds_a_solution(string solution)
    {
        using var sandbox = new Sandbox();
        sandbox.Write("outer/Reproduce.sln", string.Empty);
        sandbox.Write($"outer/worktree/{solution}", string.Empty);
        sandbox.Write("outer/worktree/tests/Tests.slnf", string.Empty);
        sandbox.Write("outer/worktree/tests/bin/tests.dll", string.Empty);

        RepositoryRoot.Above(sandbox.PathOf("outer/worktree/tests/bin"))
            .Should().Be(Path.GetFullPath(sandbox.PathOf("outer/worktree")));
    }

    [Test]
    public void Tests_outside_of_the_repository_fail_with_the_reason()
    {
        using var sandbox = new Sandbox();

        var find = () => RepositoryRoot.Above(sandbox.Folder);

        find.Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"*above '{sandbox.Folder}' holds a solution*Run the tests by `dotnet test`*");
    }
}
