package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.FakeRepository;
import workbook.coach.UserException;
import workbook.coach.author.Rebase.Outcome;
import workbook.coach.curriculum.FilePatch;
import workbook.coach.curriculum.Mistake;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;

class NewMistakeTest {

    private static final String COUNT = "solutions/00-count/src/main/java/count/Count.java";
    private static final String SCRIPT = "sql/00-count.sql";
    private static final String ADDS = "solutions/00-count/mistakes/adds-one.md";
    private static final String REFERENCE =
            """
            create function add(a int, b int)
                returns int
                language sql
            as $$
                select a
                     + b
            $$;
            -- Twice the sum is the sum of both twice.

            -- The end.
            """;

    @TempDir
    Path folder;

    private FakeCourse fake;
    private FakeRepository repository;

    @BeforeEach
    void committedCourse() {
        fake = new FakeCourse(folder);
        fake.write(SCRIPT, REFERENCE);
        repository = new FakeRepository(folder);
        repository.commit();
    }

    @Test
    @DisplayName(
            "an edited reference becomes a mistake, with what its author has to say marked, and is as it was again")
    void taken() {
        String before = text(COUNT);
        fake.replace(COUNT, "return a + b;", "return a + b + 1;");
        fake.replace(SCRIPT, "+ b", "+ b + 1");
        git().run("add", "--all");

        assertThat(take("adds-one")).containsExactly(SCRIPT, COUNT);

        assertThat(text(COUNT)).isEqualTo(before);
        assertThat(text(SCRIPT)).isEqualTo(REFERENCE);
        assertThat(git().run("status", "--porcelain"))
                .as("nothing of it waits for the next commit")
                .isEqualTo("?? " + ADDS);
        assertThat(folder.resolve(ADDS))
                .hasContent(
                        """
                ---
                title: TO WRITE
                caught-by: [TO WRITE]
                ---
                TO WRITE: what is wrong, what would happen in production, where to look. Two to six sentences, to the learner.

                ```diff
                --- sql/00-count.sql
                +++ sql/00-count.sql
                @@ -3,7 +3,7 @@
                     language sql
                 as $$
                     select a
                -         + b
                +         + b + 1
                 $$;
                 -- Twice the sum is the sum of both twice.

                --- src/main/java/count/Count.java
                +++ src/main/java/count/Count.java
                @@ -1,6 +1,6 @@
                 package count;
                 public final class Count {
                     public static int add(int a, int b) {
                -        return a + b;
                +        return a + b + 1;
                     }
                 }
                ```
                """);
        assertThat(mistake("adds-one").patch())
                .extracting(FilePatch::file)
                .containsExactly("sql/00-count.sql", "src/main/java/count/Count.java");
    }

    @Test
    @DisplayName("a mistake that is there gets the new change, and keeps its words")
    void takenAgain() {
        fake.replace(COUNT, "return a + b;", "return b - a;");
        take("subtracts");

        assertThat(mistake("subtracts").text()).isEqualTo("You take away where you should add. Look at the sign.");
        assertThat(mistake("subtracts").caughtBy()).containsExactly("Task1AddTest.twoAndThree");
        assertThat(mistake("subtracts").patch().getFirst().lines()).contains("+        return b - a;");
    }

    @Test
    @DisplayName("where there is nothing to make a mistake of, it is refused in a sentence, and nothing is written")
    void refused() {
        refuses(
                "adds-one",
                "Nothing is edited in the reference of 00-count: make the mistake there, in "
                        + "solutions/00-count/src/main/java or sql/00-count.sql, then run the command again.");
        refuses(
                "Adds one",
                "'Adds one' can't name a mistake: write small letters and digits, joined by dashes, such as "
                        + "no-lock.");
        fake.write("solutions/00-count/src/main/java/count/More.java", "package count; class More { }\n");
        refuses(
                "adds-one",
                "The current commit has no solutions/00-count/src/main/java/count/More.java, and a mistake is a change"
                        + " of a file that it has: commit the reference first, or put the change into another file.");
        assertThat(folder.resolve(ADDS)).doesNotExist();
        assertThat(folder.resolve("solutions/00-count/src/main/java/count/More.java"))
                .exists();
    }

    @Test
    @DisplayName(
            "after a change of the reference a mistake is brought up to date: moved, or merged; before a commit and"
                    + " after it")
    void rebased() {
        fake.replace(SCRIPT, "+ b", "+ b + 1");
        take("adds-one");
        repository.commit();
        assertThat(rebase())
                .containsOnly(Map.entry("adds-one", Outcome.THE_SAME), Map.entry("subtracts", Outcome.THE_SAME));

        fake.replace(SCRIPT, "create function", "-- The sum.\ncreate function");
        assertThat(rebase()).containsEntry("adds-one", Outcome.RENEWED).containsEntry("subtracts", Outcome.THE_SAME);
        assertThat(mistake("adds-one").patch().getFirst().lines()).contains("@@ -4,7 +4,7 @@");
        fake.replace(SCRIPT, "language sql", "language sql immutable");
        assertThat(rebase()).containsEntry("adds-one", Outcome.RENEWED);
        repository.commit();
        fake.replace(SCRIPT, "as $$", "as\n$$");
        repository.commit();
        assertThat(rebase()).containsEntry("adds-one", Outcome.RENEWED);

        assertThat(mistake("adds-one").patch().getFirst().appliedTo(text(SCRIPT)))
                .contains(text(SCRIPT).replace("+ b", "+ b + 1"));
        assertThat(rebase()).containsEntry("adds-one", Outcome.THE_SAME);
    }

    @Test
    @DisplayName("a mistake in what the reference has changed too needs a hand, and is left as it is")
    void byHand() {
        fake.replace(SCRIPT, "+ b", "+ b + 1");
        take("adds-one");
        String before = text(ADDS);

        fake.replace(SCRIPT, "+ b", "+ coalesce(b, 0)");
        assertThat(rebase()).containsEntry("adds-one", Outcome.BY_HAND);
        fake.replace(SCRIPT, "+ coalesce(b, 0)", "+ b + 1");
        assertThat(rebase()).as("the reference makes the mistake itself").containsEntry("adds-one", Outcome.BY_HAND);
        Folders.delete(folder.resolve(SCRIPT));
        assertThat(rebase()).as("the file has gone").containsEntry("adds-one", Outcome.BY_HAND);
        assertThat(text(ADDS)).isEqualTo(before);
    }

    private List<String> take(String slug) {
        return new NewMistake(fake.course(), fake.module("00"), git()).take(slug);
    }

    private Map<String, Outcome> rebase() {
        return new Rebase(fake.course(), fake.module("00"), git()).all();
    }

    private void refuses(String slug, String why) {
        assertThatThrownBy(() -> take(slug)).isInstanceOf(UserException.class).hasMessage(why);
    }

    private Mistake mistake(String slug) {
        return Mistake.of(fake.course(), fake.module("00")).stream()
                .filter(m -> m.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private String text(String file) {
        return Folders.read(folder.resolve(file));
    }

    private Git git() {
        return Git.in(folder);
    }
}
