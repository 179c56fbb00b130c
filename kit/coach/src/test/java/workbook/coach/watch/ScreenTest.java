package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.sql;
import static workbook.coach.FakeResults.stretch;
import static workbook.coach.FakeResults.verdict;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.coach.FakeCourse;
import workbook.coach.FakeResults;
import workbook.coach.Golden;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Card;
import workbook.coach.report.CardContext;
import workbook.coach.report.Cards;
import workbook.coach.report.Prediction;
import workbook.coach.report.Style;
import workbook.coach.run.Lane;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Frame;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.Failure.SqlError;

@DisplayName("The screen: nothing is torn, and what does not fit can be paged")
class ScreenTest {

    private static final String TEST = "Task1AddTest.twoAndThree";
    private static final String SENTENCE = "two and three are five";
    private static final String KEYS = "h hint  o open  s rows  l list  n next  p previous  r run  q quit";
    private static final String TABLE =
            """
            events as the test left them
             stream_id | version | type             | data                                                                            | recorded_at
            -----------+---------+------------------+---------------------------------------------------------------------------------+---------------------
            """
                    + " cart-1    |       1 | ProductItemAdded | {\"productId\": \"shoes\", \"quantity\": 2, \"unitPrice\": 1999, \"note\": \"a long one\"} | 2026-03-01 10:00:00\n"
                            .repeat(40);

    private static final Frame FRAME = new Frame("count.Task1AddTest", "twoAndThree", "Task1AddTest.java", 8);

    /** Runs with the columns and rows of a small, a usual and a wide window. */
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @CsvSource({"80, 24", "100, 40", "200, 50"})
    private @interface EachWindow {}

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Course course;
    private Module module;
    private Progress progress;
    private Cards cards;
    private Screen screen;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(folder);
        course = fake.course();
        module = course.find("00");
        progress = Progress.load(course);
        cards = Cards.forScreen(course, Style.PLAIN);
        screen = new Screen(course, progress, cards, Style.PLAIN);
    }

    @EachWindow
    @DisplayName("a red assertion with a long table")
    void longTable(int columns, int rows) {
        Verdict red = verdict(
                "00-count",
                failed(TEST, SENTENCE, 1, assertion("[the sum]\nexpected: 5\n but was: 6", TABLE, FRAME)),
                passed("Task1AddTest.twoAndNothing", "two and nothing are two", 1));
        golden("screen-table", red, columns, rows);
    }

    @EachWindow
    @DisplayName("a known mistake")
    void knownMistake(int columns, int rows) {
        fake.outcomes(assertion().message(), Map.of("subtracts", TEST));
        golden("screen-mistake", verdict("00-count", failed(TEST, SENTENCE, 1, assertion())), columns, rows);
    }

    @EachWindow
    @DisplayName("PostgreSQL's own words")
    void sqlError(int columns, int rows) {
        golden(
                "screen-sql",
                verdict(
                        "00-count",
                        failed(
                                TEST,
                                SENTENCE,
                                1,
                                sql(
                                        Kind.SQL,
                                        "PSQLException",
                                        "ERROR: duplicate key value violates unique constraint \"events_pkey\"\n"
                                                + "  Detail: Key (stream_id, version)=(cart-1, 2) already exists.",
                                        new SqlError("23505", "", 0, ""),
                                        ""))),
                columns,
                rows);
    }

    @EachWindow
    @DisplayName("done, with what to take along")
    void done(int columns, int rows) {
        golden("screen-done", verdict("00-count", passed(TEST, SENTENCE, 1)), columns, rows);
    }

    @EachWindow
    @DisplayName("a file that does not compile")
    void doesNotCompile(int columns, int rows) {
        golden(
                "screen-compile",
                FakeResults.doesNotCompile(
                        "00-count",
                        course.exercise(module).resolve("src/main/java/count/Count.java"),
                        5,
                        16,
                        "cannot find symbol\n  symbol:   variable c\n  location: class count.Count",
                        "        return a + c;"),
                columns,
                rows);
    }

    @EachWindow
    @DisplayName("a race, with the stream as the loser left it")
    void race(int columns, int rows) {
        golden(
                "screen-race",
                verdict(
                        "00-count",
                        failed(
                                TEST,
                                "two writers that expect the same version: one of them is refused",
                                1,
                                assertion(
                                        "[B, which expected version 2 as A did: A has committed version 3 meanwhile,"
                                                + " so B's append must be refused]\n"
                                                + "expected: \"refused\"\n"
                                                + " but was: \"appended\"",
                                        """
                        the store as this test left it (database wb_1):
                        cart-1  [1 CartOpened][2 ProductItemAdded] 3 missing [4 ProductItemAdded]
                        streams
                        +-----------+---------+
                        | stream_id | version |
                        +-----------+---------+
                        | cart-1    |       4 |
                        +-----------+---------+""",
                                        FRAME))),
                columns,
                rows);
    }

    @EachWindow
    @DisplayName("done, and a test for home is red")
    void home(int columns, int rows) {
        String home = "Task2HomeTest.negative";
        fake.mistake(
                "subtracts",
                "---\ntitle: Subtracts\ncaught-by: [" + home + "]\n---\nYou take away where you should add.\n",
                "a - b");
        fake.outcomes(assertion().message(), Map.of("subtracts", home));
        golden(
                "screen-home",
                verdict(
                        "00-count",
                        passed(TEST, SENTENCE, 1),
                        stretch(passed("Task2HomeTest.zero", "nothing and nothing is nothing", 2)),
                        stretch(failed(home, "minus two and minus three are minus five", 2, assertion()))),
                columns,
                rows);
    }

    @EachWindow
    @DisplayName("the question that the lesson asks, half answered")
    void question(int columns, int rows) {
        Prediction prediction = Prediction.isDue(course, progress, module).orElseThrow();
        golden(
                "screen-question",
                new Screen.View(
                        module,
                        verdict("00-count"),
                        "",
                        cards.question(module, prediction, "Six, I thi"),
                        0,
                        "Enter answers   Esc later"),
                columns,
                rows);
    }

    @Test
    @DisplayName("two columns where the right one fits beside the left, and one below the other where it does not")
    void twoColumns() {
        Verdict red =
                verdict("00-count", failed(TEST, SENTENCE, 1, assertion("[the sum]", "|" + "-".repeat(60) + "|")));
        Card card = cards.of(module, red);

        assertThat(text(lay(card, 0, 150)))
                .as("82 columns for the text, 4 for the margin, 62 for the table")
                .containsPattern("task 1: Add +\\|-+\\|\n");
        assertThat(text(lay(card, 0, 147)))
                .as("too narrow by one")
                .doesNotContainPattern("task 1: Add +\\|-+\\|\n")
                .containsPattern("\n {4}\\|-+\\|\n");
    }

    @Test
    @DisplayName("a long card is paged: down to its end, not further, and back")
    void paging() {
        String body = String.join(
                "\n", IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i).toList());
        Screen.Laid top = lay(body, 0);
        assertThat(text(top)).contains("line 1\n").contains("space more");

        Screen.Laid next = lay(body, top.page());
        assertThat(text(next))
                .as("the next page goes on where the first ended")
                .contains("line " + (top.page() + 1) + "\n")
                .doesNotContain("line " + top.page() + "\n");

        Screen.Laid end = lay(body, Integer.MAX_VALUE / 2);
        assertThat(text(end)).contains("line 100\n").contains("home top");
        assertThat(end.from()).isEqualTo(100 - end.page());
    }

    @Test
    @DisplayName("a path that is too long loses its middle, and keeps its file and line; a table is cut with a mark")
    void tooWide() {
        String path = "  Test    "
                + " exercises/04-business-logic/src/test/java/eventstore/businesslogic/Task3SeenVersionTest.java:117";

        assertThat(text(lay(path + "\n" + "|".repeat(100), 0)))
                .contains("  Test     exercises/04-business-logic/.../Task3SeenVersionTest.java:117\n")
                .contains("|".repeat(79) + ">\n");
    }

    @Test
    @DisplayName("characters of two columns are counted as two")
    void wideCharacters() {
        List<AttributedString> lines = lay("\u8cfc\u7269\u8eca".repeat(20), 0).lines();

        assertThat(lines).allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(80));
    }

    private Screen.Laid lay(String body, int from) {
        return lay(Card.of(body), from, 80);
    }

    private Screen.Laid lay(Card body, int from, int columns) {
        return screen.lay(new Screen.View(module, verdict("00-count"), "", body, from, KEYS), 24, columns);
    }

    private void golden(String name, Verdict verdict, int columns, int rows) {
        progress.record(module, verdict, verdict.gatePassed());
        Card card = cards.of(module, verdict, CardContext.of(course, progress, module, verdict, Lane.WHOLE));
        golden(name, new Screen.View(module, verdict, "Was 0 of 2, now 1 of 2", card, 0, KEYS), columns, rows);
    }

    private void golden(String name, Screen.View view, int columns, int rows) {
        Screen.Laid laid = screen.lay(view, rows, columns);

        assertThat(laid.lines())
                .as("as many lines as the window has")
                .hasSize(rows)
                .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(columns));
        Golden.check(name + "-" + columns + "x" + rows, text(laid), columns);
    }

    private static String text(Screen.Laid laid) {
        return laid.lines().stream()
                .map(line -> line.toString().stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
