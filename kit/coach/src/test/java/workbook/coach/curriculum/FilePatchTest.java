package workbook.coach.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FilePatchTest {

    private static final String SCRIPT =
            """
            -- Step 1.
            -- Look at: the order.

            create table streams ();
            create table events ();

            -- The end.
            """;

    @Test
    @DisplayName("a patch is the change of a text, with three lines around it, and makes it again")
    void change() {
        String changed = SCRIPT.replace("events ()", "events (id uuid)");

        FilePatch patch = FilePatch.between("sql/01.sql", SCRIPT, changed);

        assertThat(patch.lines())
                .containsExactly(
                        "--- sql/01.sql",
                        "+++ sql/01.sql",
                        "@@ -2,6 +2,6 @@",
                        " -- Look at: the order.",
                        "",
                        " create table streams ();",
                        "-create table events ();",
                        "+create table events (id uuid);",
                        "",
                        " -- The end.");
        assertThat(patch.appliedTo(SCRIPT)).contains(changed);
    }

    @Test
    @DisplayName("any change is made again: at the ends, of comments, of several places")
    void anyChange() {
        for (String changed : List.of(
                "first\n" + SCRIPT,
                SCRIPT + "last\n",
                SCRIPT.substring(SCRIPT.indexOf('\n') + 1),
                SCRIPT.replace("-- The end.\n", ""),
                SCRIPT.replace("Step 1", "Step 2").replace("The end", "No more"))) {
            assertThat(FilePatch.between("sql/01.sql", SCRIPT, changed).appliedTo(SCRIPT))
                    .contains(changed);
        }
    }

    @Test
    @DisplayName(
            "a diff of several files falls into one patch a file, though a comment that goes looks like a file's name")
    void severalFiles() {
        FilePatch script = FilePatch.between("sql/01.sql", SCRIPT, SCRIPT.replace("-- Step 1.\n", "++ Step 1.\n"));
        FilePatch java = FilePatch.between("src/main/java/A.java", "class A { }\n", "class B { }\n");
        assertThat(script.lines()).contains("--- Step 1.", "+++ Step 1.");

        assertThat(FilePatch.parse(Stream.of(script, java)
                        .flatMap(patch -> patch.lines().stream())
                        .toList()))
                .containsExactly(script, java);
    }

    @Test
    @DisplayName("lines that have moved are found; where they have changed, the patch no longer applies")
    void movedOrChanged() {
        FilePatch patch = FilePatch.between("sql/01.sql", SCRIPT, SCRIPT.replace("events ()", "events (id uuid)"));

        String moved = "-- One more.\n-- And one.\n" + SCRIPT;
        assertThat(patch.appliedTo(moved)).contains(moved.replace("events ()", "events (id uuid)"));
        assertThat(patch.appliedTo(SCRIPT.replace("streams ()", "streams (id text)")))
                .isEqualTo(Optional.empty());
        assertThat(patch.appliedTo("")).isEqualTo(Optional.empty());
        assertThat(FilePatch.between("sql/01.sql", SCRIPT, SCRIPT + "last\n")
                        .appliedTo(SCRIPT.replace("-- The end.\n", "")))
                .as("the patch speaks of lines beyond the end")
                .isEmpty();
    }

    @Test
    @DisplayName("what is no diff is refused")
    void noDiff() {
        assertThatThrownBy(() -> FilePatch.parse(List.of("create table streams ();")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its diff should begin with ---");
        assertThatThrownBy(() ->
                        FilePatch.parse(List.of("--- sql/01.sql", "+++ sql/02.sql", "@@ -1,1 +1,1 @@", "-a", "+b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its diff should begin with ---");
    }
}
