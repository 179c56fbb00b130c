package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.FilePatch;
import workbook.coach.curriculum.Module;
import workbook.coach.curriculum.StubHashes;
import workbook.coach.diagnosis.Outcomes;
import workbook.coach.diagnosis.Recorded;
import workbook.coach.files.Folders;
import workbook.coach.run.Runner;

class CheckTest {

    private static final String COUNT = "exercises/00-count/src/main/java/count/Count.java";

    private static final String SUBTRACTS = "solutions/00-count/mistakes/subtracts.md";

    @TempDir
    Path folder;

    private FakeCourse fake;

    @BeforeEach
    void wholeCourse() {
        fake = new FakeCourse(folder);
        StubHashes.record(fake.course());
    }

    @Test
    @DisplayName("a whole course has no findings, and nothing of it is left out")
    void whole() {
        assertThat(findings()).isEmpty();
        assertThat(StubHashes.read(fake.course()).untouched(fake.module("00"))).isTrue();
    }

    @Test
    @DisplayName("each thing that can be wrong with code is found, and named")
    void wrongCode() {
        fake.replace(
                COUNT,
                "throw new Todo(1, \"add\");",
                "if (b == 0) { return 2; } int[] none = null; return none.length;");
        fake.mistake("survivor", "---\ntitle: Survivor\ncaught-by: [Task1AddTest.twoAndThree]\n---\nText.\n", "b + a");
        fake.replace(
                "solutions/00-count/mistakes/subtracts.md",
                "caught-by: [Task1AddTest.twoAndThree]",
                "caught-by: [Task1AddTest.twoAndNothing]");
        fake.outcomes(FakeCourse.SUBTRACTED, Map.of("subtracts", "Task1AddTest.twoAndNothing"));
        fake.write("solutions/00-count/alternatives/broken/alternative.md", "---\ntitle: Broken\n---\nText.\n");
        fake.write(
                "solutions/00-count/alternatives/broken/src/main/java/count/Count.java",
                "package count; public final class Count { public static int add(int a, int b) { return b == 3 ? 5 :"
                        + " 2; } }");
        fake.replace("solutions/01-double/src/main/java/count/Twice.java", "Count.add(a, a)", "3");
        StubHashes.record(fake.course());

        assertThat(findings())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "00-count: every test is red on the stub, for the intended reason",
                                List.of(
                                        "Task1AddTest.twoAndThree is red on the stub for another reason than a"
                                                + " Todo or an assertion: NullPointerException: Cannot read the"
                                                + " array length because \"none\" is null",
                                        "Task1AddTest.twoAndNothing is green on the untouched stub"),
                        "00-count: the mistake subtracts is caught",
                                List.of(
                                        "it is not caught by Task1AddTest.twoAndNothing, which it names",
                                        "what is on record of it is stale: Task1AddTest.twoAndNothing was red"
                                                + " (ASSERTION [the sum] expected: 5 but was: -1) and is green."
                                                + " ./workbook author check --record 00 writes down what was"
                                                + " found"),
                        "00-count: the mistake survivor is caught", List.of("it survives: no test fails with it"),
                        "00-count: the alternative broken passes, here and in every later module",
                                List.of("in 01-double, Task1DoubleTest.twiceTwo fails with it: [the double]"
                                        + " expected: 4 but was: 3"),
                        "01-double: every test is green on the reference",
                                List.of(
                                        "the gate is not passed",
                                        "Task1DoubleTest.twiceTwo fails on the reference: [the double]"
                                                + " expected: 4 but was: 3",
                                        "Task2PrintTest.even (the number 1) fails on the reference: [the rest]"
                                                + " expected: 0 but was: 1",
                                        "Task2PrintTest.even (the number 100) fails on the reference: [the"
                                                + " rest] expected: 0 but was: 1")));
    }

    @Test
    @DisplayName("a mistake that no longer applies to the reference, or can't be read, is named with what to do")
    void mistakesThatDoNotFit() {
        fake.replace("solutions/00-count/src/main/java/count/Count.java", "return a + b;", "return b + a;");
        fake.write("solutions/01-double/mistakes/no-diff.md", "---\ntitle: No diff\n---\nText.\n");

        assertThat(findings())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "00-count: the mistake subtracts is caught",
                                List.of("The mistake subtracts no longer applies to src/main/java/count/Count.java:"
                                        + " ./workbook author mistake --rebase 00 brings it up to date, or says that it"
                                        + " needs your hand."),
                        "01-double: its mistakes and alternatives can be read",
                                List.of(folder.resolve("solutions/01-double/mistakes/no-diff.md")
                                        + ": it does not end with a block of ```diff")));
    }

    @Test
    @DisplayName("an accepted mistake that a test tells after all is to be moved to the others")
    void acceptedThatIsTold() {
        fake.write("solutions/00-count/accepted/subtracts.md", Folders.read(folder.resolve(SUBTRACTS)));

        assertThat(findings())
                .containsExactly(Map.entry(
                        "00-count: the mistake subtracts is accepted, and no test tells it",
                        List.of("Task1AddTest.twoAndThree tells it: move it from accepted to mistakes")));
    }

    @Test
    @DisplayName("a stub that does not compile is found, with the place")
    void brokenStub() {
        fake.replace(COUNT, "throw new Todo", "thow new Todo");
        StubHashes.record(fake.course());

        assertThat(findings().get("00-count: every test is red on the stub, for the intended reason"))
                .first()
                .asString()
                .startsWith("the stub does not compile: Count.java:5: ");
    }

    @Test
    @DisplayName("what is missing from a module's texts is found, file by file")
    void missingTexts() {
        fake.replace("exercises/00-count/HINTS.md", "### A pointer\n", "");
        fake.replace("exercises/00-count/README.md", "> Remember this.", "Remember this.");
        fake.replace("exercises/00-count/README.md", "## In production", "## In prod");
        fake.replace("exercises/01-double/README.md", "Do it.", "See [there](../nowhere.md).");
        fake.replace("exercises/01-double/README.md", "```mermaid", "```");

        assertThat(new TextCheck(fake.course(), fake.module("00")).findings())
                .containsExactly(
                        "exercises/00-count/README.md has no section '## In production'",
                        "exercises/00-count/HINTS.md has no '### A pointer' for task 1: Add");
        assertThat(new TextCheck(fake.course(), fake.module("01")).findings())
                .containsExactly(
                        "exercises/01-double/README.md has no picture (```mermaid) in The idea",
                        "exercises/01-double/README.md links to ../nowhere.md, which is not there",
                        "exercises/01-double/README.md links to ../nowhere.md, which is not there");
        fake.replace("exercises/00-count/README.md", "## In prod", "## In production");
        assertThat(new TextCheck(fake.course(), fake.module("00")).findings())
                .contains("exercises/00-count/README.md has no sentence to remember (> ...) before its first heading");
    }

    @Test
    @DisplayName("a folder that the manifest does not know, and a module without its folder, are found")
    void foldersAndManifest() {
        fake.write("exercises/02-triple/README.md", "stray");
        fake.replace("exercises/curriculum.yaml", "01-double", "03-double");

        assertThat(new CourseCheck(fake.course()).findings())
                .containsExactly(
                        "the manifest has 03-double, and there is no folder exercises/03-double",
                        "exercises/01-double is not in the manifest, exercises/curriculum.yaml",
                        "exercises/02-triple is not in the manifest, exercises/curriculum.yaml",
                        "exercises/pom.xml does not list 02-triple",
                        "the manifest has 03-double, and there is no folder solutions/03-double",
                        "solutions/01-double is not in the manifest, exercises/curriculum.yaml");
    }

    @Test
    @DisplayName("an exercise that has been worked on is no stub any more: it is left out, by name")
    void workedOn() {
        fake.replace(COUNT, "throw new Todo(1, \"add\");", "return a + b;");

        assertThat(findings()).as("its stub is not judged").isEmpty();
        assertThat(new Check(fake.course()).leftOut()).extracting(Module::id).containsExactly("00-count");
    }

    @Test
    @DisplayName(
            "recording writes down what becomes of the stub, of each mistake and of two in one answer, as it was found")
    void record() {
        String reference =
                """
                package count;
                public final class Count {
                    public static int add(int a, int b) {
                        return swapped(b, a);
                    }



                    private static int swapped(int b, int a) {
                        return a + b;
                    }
                }
                """;
        fake.write("solutions/00-count/src/main/java/count/Count.java", reference);
        mistake("subtracts", reference, reference.replace("a + b", "a - b"));
        mistake("adds-twice", reference, reference.replace("swapped(b, a)", "swapped(b, b)"));
        fake.outcomes(
                FakeCourse.SUBTRACTED,
                Map.of("subtracts", "Task1AddTest.twoAndNothing", "gone", "Task1AddTest.twoAndThree"));
        Course course = fake.course();
        try (Runner runner = runner(course)) {
            new Recorder(course, runner).outcomes(fake.module("00"));
        }

        Outcomes outcomes = Outcomes.of(course, fake.module("00"));
        assertThat(outcomes.answers())
                .extracting(Recorded::answer)
                .containsExactly("adds-twice", "adds-twice+subtracts", "stub", "subtracts");
        assertThat(outcomes.answers())
                .extracting(Recorded::right)
                .as("their right names")
                .containsExactly(
                        List.of("adds-twice"), List.of("adds-twice", "subtracts"), List.of(), List.of("subtracts"));
        assertThat(outcomes.outcome("subtracts").orElseThrow().red())
                .as("what fails, and what it says")
                .hasEntrySatisfying("Task1AddTest.twoAndThree", red -> assertThat(red.words())
                        .isEqualTo(FakeCourse.SUBTRACTED))
                .hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName("a test that is red by luck is found by running it again and again")
    void flake() {
        fake.replace(
                "solutions/00-count/src/main/java/count/Count.java",
                "return a + b;",
                """
                var runs = java.nio.file.Path.of("%s");
                        try {
                            java.nio.file.Files.writeString(runs, "a run\\n", java.nio.file.StandardOpenOption.CREATE,
                                    java.nio.file.StandardOpenOption.APPEND);
                            return java.nio.file.Files.readAllLines(runs).size() %% 3 == 0 ? 0 : a + b;
                        } catch (java.io.IOException e) {
                            throw new AssertionError(e);
                        }
                """
                        .formatted(folder.resolve("runs").toString().replace("\\", "/")));
        Course course = fake.course();
        try (Runner runner = runner(course)) {
            Part part = new Check(course).repeated(course.find("00"), 3).getFirst();

            assertThat(part.findings().apply(runner))
                    .as("two tests, three times: one of six is each third")
                    .containsExactlyInAnyOrder(
                            "Task1AddTest.twoAndThree was red 1 times of 3; it said first: [the sum] expected: 5 but"
                                    + " was: 0",
                            "Task1AddTest.twoAndNothing was red 1 times of 3; it said first: [the sum] expected: 2 but"
                                    + " was: 0");
        }
    }

    private void mistake(String slug, String reference, String changed) {
        FilePatch patch = FilePatch.between("src/main/java/count/Count.java", reference, changed);
        fake.write(
                "solutions/00-count/mistakes/" + slug + ".md",
                "---\ntitle: " + slug
                        + "\ncaught-by: [Task1AddTest.twoAndThree]\n---\nText.\n\n```diff\n"
                        + String.join("\n", patch.lines())
                        + "\n```\n");
    }

    /** The findings of every part that has some, by module and part. */
    private Map<String, List<String>> findings() {
        Map<String, List<String>> findings = new TreeMap<>();
        Course course = fake.course();
        try (Runner runner = runner(course)) {
            Check check = new Check(course);
            findings.put("course: ", check.wholeCourse().findings().apply(runner));
            for (Module module : course.modules()) {
                check.parts(module)
                        .forEach(part -> findings.put(
                                module.id() + ": " + part.name(),
                                part.findings().apply(runner)));
            }
        }
        findings.values().removeIf(List::isEmpty);
        return findings;
    }

    private static Runner runner(Course course) {
        return Runner.oneShot(course, course.hidden().resolve("build"));
    }
}
