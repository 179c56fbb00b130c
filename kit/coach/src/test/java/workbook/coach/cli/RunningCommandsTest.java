package workbook.coach.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.FakeCourse;
import workbook.coach.Golden;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;

/** Commands that run a module's tests. */
class RunningCommandsTest {

    private static final String COUNT = "exercises/00-count/src/main/java/count/Count.java";

    @TempDir
    Path home;

    private FakeCourse fake;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(home);
        fake.recordStubs();
    }

    @Test
    @DisplayName("run at a terminal: the prediction is asked once, and shown again beside the lesson's answer")
    void predictionComesBack() {
        Typed red = Typed.atTerminal(home, "Six\n", "run", "00");
        assertThat(red.out()).startsWith("Before you write any code").contains("What is it?", "task 1: Add");
        assertThat(red.status()).isEqualTo(1);

        fake.solve("00");
        Typed green = Typed.atTerminal(home, "", "run", "00");
        assertThat(green.out()).doesNotContain("Before you write").contains("You said: Six", "The lesson says: Five.");
        assertThat(green.status()).isZero();
    }

    @Test
    @DisplayName("run without a terminal asks nothing, and a known mistake is told by its title")
    void diagnosis() {
        fake.solve("00");
        fake.replace(COUNT, "a + b", "a - b");
        Typed red = Typed.in(home, "run", "00");

        assertThat(red.out()).contains("A known mistake fails like this: Subtracts", "Look at the sign.");
        assertThat(of("00").prediction()).isNull();
    }

    @Test
    @DisplayName("run --json: a program's view of a red run, of a green one, and of one that does not compile")
    void json() {
        fake.solve("00");
        fake.replace(COUNT, "a + b", "a - b");
        Typed red = Typed.in(home, "run", "00", "--json");
        Golden.check("run-json", red.out());
        assertThat(red.status()).isEqualTo(1);

        fake.solve("00");
        Typed green = Typed.in(home, "run", "00", "--json");
        assertThat(JsonMapper.shared().readTree(green.out()).get("passed").asBoolean())
                .isTrue();
        assertThat(green.status()).isZero();

        fake.replace(COUNT, "a + b", "a + c");
        JsonNode broken = JsonMapper.shared()
                .readTree(Typed.in(home, "run", "00", "--json").out());
        assertThat(broken.get("compiled").asBoolean()).isFalse();
        assertThat(broken.get("errors").get(0).get("file").asString()).isEqualTo(COUNT);
        assertThat(broken.get("errors").get(0).get("line").asInt()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "a red test that is green on the reference's earlier modules: the learner's module that turns it red is"
                    + " named")
    void blame() {
        fake.solve("00");
        fake.replace(COUNT, "return a + b;", "return a == b ? 5 : a + b;");
        assertThat(Typed.in(home, "run", "00").status())
                .as("00's own tests don't see it")
                .isZero();
        fake.solve("01");

        assertThat(Typed.in(home, "run", "01").out())
                .contains(
                        "Building on: 00 yours",
                        "x twice two is four",
                        "Your module 00 makes it fail.",
                        "./workbook run 00",
                        "./workbook diff 00");
        assertThat(JsonMapper.shared()
                        .readTree(Typed.in(home, "run", "01", "--json").out())
                        .get("blamed")
                        .asString())
                .isEqualTo("00-count");
    }

    @Test
    @DisplayName("a red test that is red on the reference's earlier modules too: nobody else is blamed")
    void noBlame() {
        fake.solve("00");
        Typed.in(home, "run", "00");
        fake.solve("01");
        fake.replace("exercises/01-double/src/main/java/count/Twice.java", "Count.add(a, a)", "Count.add(a, 1)");

        assertThat(Typed.in(home, "run", "01").out())
                .contains("Building on: 00 yours", "x twice two is four")
                .doesNotContain("makes it fail");
    }

    @Test
    @DisplayName("a learner's file that is given by now, from a clone of before: it is used, and named with what to do")
    void alsoGiven() {
        fake.solve("00");
        fake.write(
                "kit/given/src/main/java/count/Sum.java",
                "package count; public class Sum { public static int of(int a, int b) { return 0; } }");
        fake.write(
                "exercises/00-count/src/main/java/count/Sum.java",
                "package count; public class Sum { public static int of(int a, int b) { return a + b; } }");
        fake.replace(COUNT, "a + b", "Sum.of(a, b)");

        Typed run = Typed.in(home, "run", "00");
        assertThat(run.status()).as("with the learner's own").isZero();
        assertThat(run.out())
                .contains(
                        "exercises/00-count/src/main/java/count/Sum.java is given now, in kit/given, and yours is used"
                                + " in its place. Delete yours, unless you want what you changed in it");
    }

    @Test
    @DisplayName(
            "a module that was passed and is red with other tests: it stays passed, and the card says that the tests"
                    + " have changed")
    void stricterTests() {
        String stricter = "The tests are stricter now than those you passed";
        fake.solve("00");
        Typed.in(home, "run", "00");
        fake.replace(COUNT, "a + b", "a - b");
        assertThat(Typed.in(home, "run", "00").out())
                .as("the tests are the same")
                .doesNotContain(stricter);

        fake.replace("exercises/00-count/src/test/java/count/Task1AddTest.java", "isEqualTo(5)", "isEqualTo(6)");
        fake.solve("00");
        assertThat(Typed.in(home, "run", "00").out()).contains(stricter, "x two and three are five");
        assertThat(of("00").passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a1b2c3d, --ours", "Stashed changes, --theirs"})
    @DisplayName("conflict marks that a pull has left: which file, and the command that keeps the learner's version")
    void conflictMarks(String other, String side) {
        fake.solve("00");
        fake.replace(
                COUNT,
                "        return a + b;\n",
                "<<<<<<< mine\n        return a + b;\n=======\n        return 0;\n>>>>>>> " + other + "\n");

        assertThat(Typed.in(home, "run", "00").out())
                .contains(
                        "git has left conflict marks in " + COUNT + ". To keep your version: git checkout " + side
                                + " -- " + COUNT,
                        "does not compile yet");
    }

    @Test
    @DisplayName("a file to edit that is gone, and not needed: the verdict is told all the same")
    void fileIsGone() {
        fake.replace(
                "exercises/curriculum.yaml",
                "edit: [src/main/java/count/Count.java]",
                "edit: [src/main/java/count/Count.java, src/main/java/count/Gone.java]");
        fake.write(COUNT, "package count; public class Count { public static int add(int a, int b) { return 0; } }");

        assertThat(Typed.in(home, "run", "00").out()).contains("x two and three are five");
    }

    @Test
    @DisplayName(
            "a class that could not begin: its parameterized tests are red too, though their arguments are not known")
    void neverBegun() {
        fake.solve("00");
        fake.write(
                "exercises/00-count/src/test/java/count/Task1ManyTest.java",
                """
                package count;
                import org.junit.jupiter.api.*;
                import org.junit.jupiter.params.ParameterizedTest;
                import org.junit.jupiter.params.provider.ValueSource;
                @Tag("task-1")
                class Task1ManyTest {
                    @BeforeAll static void begin() {
                        throw new AssertionError("there is nothing to begin with");
                    }
                    @ParameterizedTest @ValueSource(ints = {1, 2}) @DisplayName("many numbers")
                    void many(int number) {
                    }
                }
                """);
        Typed red = Typed.in(home, "run", "00");

        assertThat(red.out()).contains("x many numbers", "there is nothing to begin with");
        assertThat(red.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("--fast: what the fast lane gives is passed by, and its tasks are enough")
    void fastLane() {
        fake.replace(
                "exercises/curriculum.yaml",
                "fast: [1]\n    edit: [src/main/java/count/Count.java]",
                "fast: []\n    edit: [src/main/java/count/Count.java]");
        fake.solve("01");
        fake.write(
                "exercises/01-double/src/test/java/count/Task2ZeroTest.java",
                """
                package count;
                import org.junit.jupiter.api.*;
                @Tag("task-2")
                class Task2ZeroTest {
                    @Test @DisplayName("a test for home")
                    void home() {
                        throw new AssertionError("red");
                    }
                }
                """);
        Typed fast = Typed.in(home, "--fast");

        assertThat(fast.out())
                .contains(
                        "00 Count is given in the fast lane, and for home.",
                        "Building on: 00 reference",
                        "01 Double  fast lane done",
                        "what is left is for home:\n    - a test for home");
        assertThat(Typed.in(home, "run", "01", "--fast").status()).isZero();
        assertThat(Typed.in(home, "run", "01").status()).as("the whole gate").isEqualTo(1);
        assertThat(of("01").holds()).isFalse();
    }

    @Test
    @DisplayName("break: the diff, the tests to choose from, and whether the guess was right")
    void breakGame() {
        fake.solve("00");
        Typed.in(home, "run", "00");
        Golden.check(
                "break", Typed.atTerminal(home, "9\n1 2\n1\n", "break", "00").out());

        assertThat(of("00").rounds()).isEqualTo(1);
        assertThat(home.resolve(COUNT))
                .as("nothing of the learner's is touched")
                .content()
                .contains("a + b");
        Typed wrong = Typed.in(home, "break", "00", "--mistake", "subtracts", "--guess", "2");
        assertThat(wrong.out()).contains("Not that one: test 2 stays green.");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(Typed.in(home, "break", "00").out()).as("nobody to ask").endsWith("./workbook break 00 --guess N\n");
        assertThat(Typed.in(home, "break", "00", "--mistake", "adds").err())
                .isEqualTo("Module 00 has no mistake 'adds': it has subtracts.\n");
        assertThat(Typed.in(home, "break", "00", "--guess", "3").err())
                .isEqualTo("There is no test 3: guess from 1 to 2.\n");
    }

    @Test
    @DisplayName("finale: every module on the learner's own code alone, and what was built")
    void finale() {
        fake.solve("01");
        Typed red = Typed.in(home, "finale");
        assertThat(red.status()).isEqualTo(1);
        assertThat(red.out()).contains("x 00 Count: red", "x 01 Double: red", "./workbook run 00");

        fake.solve("00");
        Typed green = Typed.in(home, "finale");
        assertThat(green.status()).isZero();
        Golden.check("finale", green.out());
    }

    private ModuleProgress of(String id) {
        return Progress.load(fake.course()).of(fake.module(id));
    }
}
