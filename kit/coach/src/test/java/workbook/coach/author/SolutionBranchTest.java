package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.UserException;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;

class SolutionBranchTest {

    private static final String COUNT = "exercises/00-count/src/main/java/count/Count.java";
    private static final String TWICE = "exercises/01-double/src/main/java/count/Twice.java";
    private static final String HELPER = "exercises/01-double/src/main/java/count/Helper.java";
    private static final String SCRIPT = "exercises/01-double/sql/01-double.sql";

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Git git;

    @BeforeEach
    void committedCourse() {
        fake = new FakeCourse(folder.resolve("clone"));
        fake.write("solutions/01-double/src/main/java/count/Helper.java", "package count; final class Helper { }");
        fake.write(SCRIPT, "-- stub");
        fake.write("sql/01-double.sql", "-- reference");
        fake.replace(
                "solutions/01-double/README.md",
                "## The solution\nSo.",
                """
                ## The solution

                    Count.add(a, a)

                A number and itself are its double, and [adding](README.md) is there already, so nothing new has to be
                invented for it.

                - It is short.
                """);
        fake.write(".gitignore", ".workbook/\n");
        fake.write("exercises/stubs.sha256", "as they were");
        git = Git.in(fake.home());
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("config", "user.name", "Ann");
        git.run("config", "user.email", "ann@example.org");
        git.run("config", "commit.gpgsign", "false");
        commitAll("The course");
    }

    @Test
    @DisplayName("the branch has a commit a module, in which its exercise is the reference's, whole")
    void aCommitAModule() {
        List<String> commits = branch().create("solution");

        assertThat(git.run("rev-list", "--reverse", "main..solution").lines())
                .isEqualTo(commits)
                .hasSize(2);
        assertThat(git.run("rev-parse", "solution~2")).isEqualTo(git.run("rev-parse", "main"));
        assertThat(git.run("diff", "--name-only", "solution~2", "solution~1").lines())
                .containsExactly(COUNT);
        assertThat(git.run("diff", "--name-only", "solution~1", "solution").lines())
                .as("what is edited, what else the reference has, and the script")
                .containsExactly(SCRIPT, HELPER, TWICE);
        assertThat(git.run("show", "solution:" + COUNT)).contains("return a + b;");
        assertThat(git.run("show", "solution:" + SCRIPT)).isEqualTo("-- reference");
    }

    @Test
    @DisplayName("a commit's message has the module's number and title, its sentence, and why it is done so")
    void messages() {
        branch().create("solution");

        assertThat(git.run("log", "-1", "--format=%B", "solution"))
                .isEqualToIgnoringNewLines(
                        """
                01 Double

                Remember this.

                A number and itself are its double, and adding is there already, so
                nothing new has to be invented for it.
                """);
        assertThat(git.run("log", "-1", "--format=%s by %an", "solution~1")).isEqualTo("00 Count by Ann");
    }

    @Test
    @DisplayName("the working tree, the index and the current branch stay as they were")
    void nothingElseChanges() {
        String head = git.run("rev-parse", "HEAD");
        String index = git.run("ls-files", "--stage", "--debug");
        fake.write(".workbook/progress.json", "{}");

        branch().create("answers");

        assertThat(git.run("symbolic-ref", "--short", "HEAD")).isEqualTo("main");
        assertThat(git.run("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(git.run("ls-files", "--stage", "--debug")).isEqualTo(index);
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(Folders.read(fake.home().resolve(COUNT))).contains("throw new Todo");
        assertThat(Folders.read(fake.home().resolve("exercises/stubs.sha256"))).isEqualTo("as they were");
    }

    @Test
    @DisplayName("what could be lost or misunderstood is refused, in a sentence that says what to do")
    void refusals() {
        git.run("branch", "taken");
        refuses(
                branch(),
                "taken",
                "There is a branch taken already: remove it with git branch -D taken, or give another name.");
        refuses(branch(), "a..b", "'a..b' can't be the name of a branch: choose another, such as solution.");

        fake.write("notes.txt", "mine");
        refuses(
                branch(),
                "solution",
                "The working tree has changes that are not committed (notes.txt): commit or stash them, "
                        + "then run the command again.");
        git.run("add", "notes.txt");
        fake.replace(COUNT, "Todo(1", "Todo(2");
        refuses(
                branch(),
                "solution",
                "The working tree has changes that are not committed (" + COUNT + " and 1 more): commit "
                        + "or stash them, then run the command again.");
    }

    @Test
    @DisplayName("a reference that lacks a file to edit is refused, and no branch is left")
    void missingReference() {
        git.run("rm", "--quiet", "solutions/01-double/src/main/java/count/Twice.java");
        commitAll("Lose it");

        refuses(
                branch(),
                "solution",
                "The reference has no src/main/java/count/Twice.java of module 01-double: ./workbook "
                        + "author check 01 says what is missing.");
        assertThat(git.run("branch", "--format=%(refname:short)")).isEqualTo("main");
    }

    @Test
    @DisplayName("a shallow clone, a folder without git and a clone without a commit are refused")
    void noWholeClone() {
        fake.write("later.txt", "more");
        commitAll("A second commit");
        Path shallow = folder.resolve("shallow");
        git.run("clone", "--quiet", "--depth=1", fake.home().toUri().toString(), shallow.toString());
        refuses(
                new SolutionBranch(new FakeCourse(shallow).course()),
                "solution",
                "This clone is shallow, and the branch would be too: run git fetch --unshallow, then the command"
                        + " again.");

        FakeCourse bare = new FakeCourse(folder.resolve("bare"));
        assertThatThrownBy(() -> new SolutionBranch(bare.course()).create("solution"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("This is no clone that git can read");
        Git.in(bare.home()).run("init", "--quiet");
        refuses(
                new SolutionBranch(bare.course()),
                "solution",
                "The current branch has no commit yet: commit the workbook first.");
    }

    private SolutionBranch branch() {
        return new SolutionBranch(fake.course());
    }

    private static void refuses(SolutionBranch branch, String name, String why) {
        assertThatThrownBy(() -> branch.create(name))
                .isInstanceOf(UserException.class)
                .hasMessage(why);
    }

    private void commitAll(String message) {
        git.run("add", "--all");
        git.run("commit", "--quiet", "--message", message);
    }
}
