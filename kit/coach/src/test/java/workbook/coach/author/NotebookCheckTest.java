package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.notebook.NotebookOutput;

class NotebookCheckTest {

    private static final String NOTEBOOK = "notebooks/00-count.jsh";
    private static final String EXPECTED = "notebooks/expected/00-count.txt";

    @TempDir
    Path folder;

    private FakeCourse fake;

    @BeforeEach
    void courseWithANotebook() {
        fake = new FakeCourse(folder);
        fake.write(
                "notebooks/helper.jsh",
                """
                // Shared.
                /** Adds. */
                int add(int a, int b) {
                    return a + b;
                }
                """);
        fake.write(
                NOTEBOOK,
                """
                ///usr/bin/env jbang "$0" "$@" ; exit $?
                //SOURCES helper.jsh

                List<Integer> two = List.of(2, 3);
                System.out.println("the sum is " + add(two.get(0), two.get(1)));

                record Told(String at) {
                }
                System.out.println(new Told("2026-01-02 03:04:05.678901Z"));
                """);
        fake.write(EXPECTED, "the sum is 5\nTold[at=yyyy-mm-dd hh:mm:ss.ffffffZ]\n");
    }

    @Test
    @DisplayName("a notebook that prints what was recorded has no findings")
    void asRecorded() {
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName("a course without a notebooks folder is not asked for them; one with it, for every module's")
    void missing() {
        assertThat(new NotebookCheck(fake.course(), fake.module("01")).findings())
                .containsExactly("notebooks/01-double.jsh is missing");
        FakeCourse without = new FakeCourse(folder.resolve("without"));
        assertThat(partNames(fake)).contains("its notebook runs and prints what is recorded");
        assertThat(partNames(without)).doesNotContain("its notebook runs and prints what is recorded");
    }

    @Test
    @DisplayName("output that differs from the recorded one is found, with the line; recording mends it")
    void differs() {
        fake.replace("notebooks/helper.jsh", "a + b", "a - b");
        assertThat(findings())
                .containsExactly("notebooks/expected/00-count.txt, line 1: expected 'the sum is 5', printed "
                        + "'the sum is -1'; author check --update-notebooks writes what is printed");

        new NotebookCheck(fake.course(), fake.module("00")).record();
        assertThat(findings()).isEmpty();
        assertThat(folder.resolve(EXPECTED)).hasContent("the sum is -1\nTold[at=yyyy-mm-dd hh:mm:ss.ffffffZ]\n");
    }

    @Test
    @DisplayName("an exception stops the notebook, and the file and line that caused it are named")
    void exception() {
        fake.replace(NOTEBOOK, "two.get(1)", "\n        two.get(2)");
        assertThat(findings())
                .containsExactly(
                        "notebooks/00-count.jsh:6: java.lang.IndexOutOfBoundsException: " + "Index: 2 Size: 2");
    }

    @Test
    @DisplayName("a rejected snippet stops the notebook, in a helper too")
    void rejected() {
        fake.replace("notebooks/helper.jsh", "return a + b", "return a + c");
        assertThat(findings())
                .containsExactly("notebooks/helper.jsh:3: this refers to what is not defined: variable c");

        fake.replace("notebooks/helper.jsh", "return a + c", "return a + b");
        fake.replace(NOTEBOOK, "List<Integer> two", "Strin two");
        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("notebooks/00-count.jsh:4: ")
                .contains("Strin");

        fake.replace(NOTEBOOK, "Strin two", "List<Integer> two");
        fake.replace(
                NOTEBOOK, "System.out.println(\"the sum", "System.out.println(3 + ;\nSystem.out.println(\"the sum");
        assertThat(findings()).singleElement().asString().startsWith("notebooks/00-count.jsh:5: ");

        fake.write(NOTEBOOK, "int add(int a) {\n    return a;\n");
        assertThat(findings()).containsExactly("notebooks/00-count.jsh:1: the snippet that begins here has no end");
    }

    @Test
    @DisplayName("a library in another version than the kit's is found, and so is a warning")
    void librariesAndWarnings() {
        fake.write(
                "notebooks/helper.jsh",
                "//DEPS org.postgresql:postgresql:1.0\nint add(int a, int b) {\n    return a + b;\n}\n");
        assertThat(findings())
                .containsExactly(
                        "the notebooks' //DEPS name org.postgresql:postgresql:1.0, and the kit has another version, or"
                                + " none");

        fake.write(
                "notebooks/helper.jsh",
                "int add(int a, int b) {\n    System.err.println(\"beware\");\n    return a + b;\n}\n");
        assertThat(findings()).containsExactly("notebooks/00-count.jsh prints on standard error: beware");
    }

    @Test
    @DisplayName("times, ids and ports are masked, in their own width where they have one")
    void masks() {
        assertThat(NotebookOutput.masked(
                        "| 2026-11-23 08:04:06.136279Z | c365aa63-724a-4e7e-9f13-29cae6a2e1fe | 127.0.0.1:54321"))
                .isEqualTo("| yyyy-mm-dd hh:mm:ss.ffffffZ | xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx | 127.0.0.1:port");
    }

    private List<String> findings() {
        return new NotebookCheck(fake.course(), fake.module("00")).findings();
    }

    private static List<String> partNames(FakeCourse course) {
        return new Check(course.course())
                .parts(course.module("01")).stream().map(Part::name).toList();
    }
}
