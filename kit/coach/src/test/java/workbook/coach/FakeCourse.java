package workbook.coach;

import java.nio.file.Path;
import java.util.Map;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.curriculum.StubHashes;
import workbook.coach.files.Folders;
import workbook.testing.base.Sha256;

/**
 * A tiny course of two modules, whole and correct, for tests to break: 00-count adds two numbers, and 01-double builds on
 * it. No database is needed.
 */
public final class FakeCourse {

    /** What the mistake of 00-count makes its test say. */
    public static final String SUBTRACTED = "[the sum] expected: 5 but was: -1";

    private static final String MANIFEST =
            """
            modules:
              - id: 00-count
                title: Count
                tier: core
                minutes: {talk: 1, self-paced: 2}
                fast: [1]
                edit: [src/main/java/count/Count.java]
                tasks: [Add]
              - id: 01-double
                title: Double
                tier: core
                minutes: {talk: 1, self-paced: 2}
                fast: [1]
                edit: [src/main/java/count/Twice.java]
                tasks: [Double, Print]
            """;

    private final Path home;

    /** Writes the course into a folder. */
    public FakeCourse(Path home) {
        this.home = home;
        write("exercises/curriculum.yaml", MANIFEST);
        write("exercises/pom.xml", "<module>00-count</module><module>01-double</module>");
        write("solutions/pom.xml", "<module>00-count</module><module>01-double</module>");
        write(
                "kit/given/src/main/java/eventstore/given/Todo.java",
                """
                package eventstore.given;
                public final class Todo extends Error {
                    public Todo(int task, String what) {
                        super("TODO task " + task + ": " + what);
                    }
                }
                """);
        count();
        twice();
    }

    public Course course() {
        return Course.load(home);
    }

    public Module module(String id) {
        return course().find(id);
    }

    public Path home() {
        return home;
    }

    /** Notes the files to edit as they are now as the stubs. */
    public void recordStubs() {
        StubHashes.record(course());
    }

    /** Puts the reference where the learner's own files are. */
    public void solve(String id) {
        Module module = module(id);
        module.edit()
                .forEach(file -> Folders.copyFile(
                        course().reference(module, file),
                        course().exercise(module).resolve(file)));
    }

    /**
     * Writes a mistake of 00-count.
     *
     * @param text what its file says before the diff
     * @param sum  what it returns in the place of the sum
     */
    public void mistake(String slug, String text, String sum) {
        write(
                "solutions/00-count/mistakes/" + slug + ".md",
                text
                        + """

                ```diff
                --- src/main/java/count/Count.java
                +++ src/main/java/count/Count.java
                @@ -1,6 +1,6 @@
                 package count;
                 public final class Count {
                     public static int add(int a, int b) {
                -        return a + b;
                +        return %s;
                     }
                 }
                ```
                """
                                .formatted(sum));
    }

    /**
     * Puts on record what becomes of the mistakes of 00-count.
     *
     * @param said what the failing test says
     * @param red  for each mistake, the test that fails with it
     */
    public void outcomes(String said, Map<String, String> red) {
        StringBuilder lines = new StringBuilder(
                """
                {"test":"Task1AddTest.twoAndNothing","task":1,"stretch":false}
                {"test":"Task1AddTest.twoAndThree","task":1,"stretch":false}
                """);
        red.forEach((slug, test) -> lines.append(
                """
                {"answer":"%1$s","right":["%1$s"],"red":{"%2$s":{"kind":"ASSERTION","state":"",\
                "words":"%3$s","whole":"%4$s"}}}
                """
                        .formatted(slug, test, said, Sha256.of(said).substring(0, 8))));
        write("solutions/00-count/outcomes.jsonl", lines.toString());
    }

    /** Writes a file, from the course's folder on. */
    public void write(String file, String text) {
        Folders.write(home.resolve(file), text);
    }

    /** Replaces a part of a file, which must be there. */
    public void replace(String file, String part, String by) {
        String text = Folders.read(home.resolve(file));
        if (!text.contains(part)) {
            throw new IllegalArgumentException(file + " has no '" + part + "'");
        }
        write(file, text.replace(part, by));
    }

    private void count() {
        write(
                "exercises/00-count/src/main/java/count/Count.java",
                """
                package count;
                import eventstore.given.Todo;
                public final class Count {
                    public static int add(int a, int b) {
                        throw new Todo(1, "add");
                    }
                }
                """);
        write(
                "solutions/00-count/src/main/java/count/Count.java",
                """
                package count;
                public final class Count {
                    public static int add(int a, int b) {
                        return a + b;
                    }
                }
                """);
        write(
                "exercises/00-count/src/test/java/count/Task1AddTest.java",
                """
                package count;
                import static org.assertj.core.api.Assertions.assertThat;
                import org.junit.jupiter.api.*;
                @Tag("task-1")
                @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
                class Task1AddTest {
                    @Test @Order(1) @DisplayName("two and three are five")
                    void twoAndThree() {
                        assertThat(Count.add(2, 3)).as("the sum").isEqualTo(5);
                    }
                    @Test @Order(2) @DisplayName("two and nothing are two")
                    void twoAndNothing() {
                        assertThat(Count.add(2, 0)).as("the sum").isEqualTo(2);
                    }
                }
                """);
        mistake(
                "subtracts",
                """
                ---
                title: Subtracts
                caught-by: [Task1AddTest.twoAndThree]
                ---
                You take away where you should add. Look at the sign.
                """,
                "a - b");
        outcomes(SUBTRACTED, Map.of("subtracts", "Task1AddTest.twoAndThree"));
        texts("00-count", "Task 1: Add");
    }

    private void twice() {
        write(
                "exercises/01-double/src/main/java/count/Twice.java",
                """
                package count;
                import eventstore.given.Todo;
                public final class Twice {
                    public static int of(int a) {
                        throw new Todo(1, "double");
                    }
                }
                """);
        write(
                "solutions/01-double/src/main/java/count/Twice.java",
                """
                package count;
                public final class Twice {
                    public static int of(int a) {
                        return Count.add(a, a);
                    }
                }
                """);
        write(
                "exercises/01-double/src/test/java/count/Task1DoubleTest.java",
                """
                package count;
                import static org.assertj.core.api.Assertions.assertThat;
                import org.junit.jupiter.api.*;
                @Tag("task-1")
                class Task1DoubleTest {
                    @Test @DisplayName("twice two is four")
                    void twiceTwo() {
                        assertThat(Twice.of(2)).as("the double").isEqualTo(4);
                    }
                }
                """);
        write(
                "exercises/01-double/src/test/java/count/Task2PrintTest.java",
                """
                package count;
                import static org.assertj.core.api.Assertions.assertThat;
                import org.junit.jupiter.api.*;
                import org.junit.jupiter.params.ParameterizedTest;
                import org.junit.jupiter.params.provider.ValueSource;
                @Tag("task-2")
                @Tag("stretch")
                class Task2PrintTest {
                    @ParameterizedTest(name = "the number {0}")
                    @ValueSource(ints = {1, 100})
                    @DisplayName("twice any number is even")
                    void even(int number) {
                        assertThat(Twice.of(number) % 2).as("the rest").isZero();
                    }
                }
                """);
        write(
                "solutions/01-double/alternatives/shift/alternative.md",
                """
                ---
                title: Shift
                ---
                One bit to the left.
                """);
        write(
                "solutions/01-double/alternatives/shift/src/main/java/count/Twice.java",
                """
                package count;
                public final class Twice {
                    public static int of(int a) {
                        return a << 1;
                    }
                }
                """);
        write(
                "solutions/01-double/outcomes.jsonl",
                """
                {"test":"Task1DoubleTest.twiceTwo","task":1,"stretch":false}
                {"test":"Task2PrintTest.even","task":2,"stretch":true}
                """);
        texts("01-double", "Task 1: Double", "Task 2: Print");
    }

    private void texts(String id, String... tasks) {
        StringBuilder lesson = new StringBuilder("# " + id + "\n\n"
                + "> Remember this.\n\n"
                + "## The problem\n"
                + "One.\n\n"
                + "## The idea\n"
                + "```mermaid\n"
                + "graph LR\n"
                + "```\n\n"
                + "## Invariants\n"
                + "1. It holds.\n\n"
                + "## Predict before coding\n"
                + "What is it?\n"
                + "<details>\n\n"
                + "Five.\n"
                + "</details>\n\n"
                + "## Tasks\n");
        StringBuilder hints = new StringBuilder("# Hints\n\n");
        for (String task : tasks) {
            lesson.append("### ").append(task).append("\nDo it.\n");
            hints.append("## ")
                    .append(task)
                    .append("\n### A question\nWhy?\n### A pointer\nThere.\n### Near-code\n`a`\n\n");
        }
        lesson.append("\n## Checkpoint\n`./workbook run ")
                .append(id, 0, 2)
                .append("`\n\n## In production\nCare.\n\n" + "## Check yourself\n" + "<details>A</details>\n".repeat(3)
                        + "\n## Further reading\nNone.\n");
        write("exercises/" + id + "/README.md", lesson.toString());
        write("exercises/" + id + "/HINTS.md", hints.toString());
        write(
                "solutions/" + id + "/README.md",
                "# " + id + ": walk-through\n\n## The solution\nSo.\n\n"
                        + "## What the alternatives cost\nLittle.\n\n## Takeaways\n- Adding is easy.\n\n"
                        + "## What a real store calls this\nArithmetic.\n");
    }
}
