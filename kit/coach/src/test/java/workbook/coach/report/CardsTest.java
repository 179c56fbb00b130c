package workbook.coach.report;

import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.doesNotCompile;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.failure;
import static workbook.coach.FakeResults.on;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.sql;
import static workbook.coach.FakeResults.stretch;
import static workbook.coach.FakeResults.todo;
import static workbook.coach.FakeResults.verdict;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.Golden;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Frame;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.Failure.SqlError;
import workbook.coach.worker.TestResult;

class CardsTest {

    private static final String SENTENCE = "two and three are five";
    private static final String TEST = "Task1AddTest.twoAndThree";
    private static final TestResult OTHER = passed("Task1AddTest.twoAndNothing", "two and nothing are two", 1);
    private static final Frame[] FRAMES = {
        new Frame("count.Count", "add", "Count.java", 5),
        new Frame("count.Task1AddTest", "twoAndThree", "Task1AddTest.java", 9)
    };

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Course course;
    private Module module;
    private Progress progress;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(folder);
        Folders.delete(folder.resolve("solutions/00-count/mistakes"));
        fake.write(
                "exercises/00-count/sql/00-count.sql",
                """
                -- Step 0: the sum.
                create function add(a bigint, b bigint) returns bigint
                    language plpgsql
                as $$
                declare
                    sum bigint;
                begin
                    -- TASK 1: add them
                    select a + c into sum;
                    return sum;
                end;
                $$;
                """);
        course = fake.course();
        module = fake.module("00");
        progress = Progress.load(course);
    }

    @Test
    @DisplayName("an assertion: what should hold, what it printed, the rows, the files to open")
    void assertionCard() {
        var failure = assertion(
                "[the sum of both, because the cart's total is what the customer pays]\nexpected: 5\n but was: 6",
                """
                the store as this test left it (database wb_1):
                streams
                +-----------+---------+
                | stream_id | version |
                +-----------+---------+
                | cart-1    |       2 |
                +-----------+---------+
                events: relation "events" does not exist""");
        card(
                "card-assertion",
                verdict("00-count", on("wb_1", "adding 2\nadding 3\n", failed(TEST, SENTENCE, 1, failure)), OTHER));
    }

    @Test
    @DisplayName("a Todo: where to begin")
    void todoCard() {
        var todo = failure(Kind.TODO, "Todo", todo().message(), FRAMES);
        card(
                "card-todo",
                verdict("00-count", failed(TEST, SENTENCE, 1, todo), failed(OTHER.id(), OTHER.name(), 1, todo)));
    }

    @Test
    @DisplayName("a compiler error: the place, the line, the column")
    void compilerCard() {
        card(
                "card-compiler",
                doesNotCompile(
                        "00-count",
                        course.exercise(module).resolve("src/main/java/count/Count.java"),
                        5,
                        16,
                        "cannot find symbol\n  symbol:   variable c\n  location: class count.Count",
                        "        return a + c;"));
    }

    @Test
    @DisplayName("PostgreSQL refuses inside of a function: the line of the learner's script")
    void sqlCard() {
        card(
                "card-sql",
                sql(
                        Kind.SQL,
                        "PSQLException",
                        "ERROR: column \"c\" does not exist\n"
                                + "  Where: PL/pgSQL function add(bigint,bigint) line 6 at SQL statement",
                        new SqlError("42703", "", 0, "PL/pgSQL function add(bigint,bigint) line 6 at SQL statement"),
                        ""));
    }

    @Test
    @DisplayName("an assertion that quotes PostgreSQL's error: without the place in the function and the learner's own"
            + " statement")
    void quotedErrorCard() {
        card(
                "card-quoted-error",
                failure(
                        Kind.ASSERTION,
                        "AssertionFailedError",
                        """
                [the sum]
                Expecting actual:
                  org.postgresql.util.PSQLException: ERROR: division by zero
                  Where: SQL statement "select a

                    / b"
                PL/pgSQL function add(bigint,bigint) line 6 at SQL statement
                \tat org.postgresql.core.v3.QueryExecutorImpl.receive(QueryExecutorImpl.java:2733)
                \tat count.Count.add(Count.java:5)
                to match 'no error' predicate."""));
    }

    @Test
    @DisplayName("PostgreSQL refuses the script: its line")
    void scriptCard() {
        card(
                "card-script",
                sql(
                        Kind.SCRIPT,
                        "ScriptFailedException",
                        "sql/00-count.sql:3: syntax error at or near \"langage\"\n" + "      langage plpgsql",
                        new SqlError("", "00-count.sql", 3, ""),
                        ""));
    }

    @Test
    @DisplayName("tables refuse the neighbours: the script that made these, though it is another module's")
    void neighboursCard() {
        fake.write("exercises/01-double/sql/01-double.sql", "create table pairs (id varchar(6));");
        card(
                "card-neighbours",
                sql(
                        Kind.SCRIPT,
                        "ScriptFailedException",
                        "sql/01-double.sql, of module 01-double: its tables refuse the other carts"
                                + " that are in every test's store: value too long for type character"
                                + " varying(6)",
                        new SqlError("", "01-double.sql", 0, ""),
                        ""));
    }

    @Test
    @DisplayName("a timeout: what never ended")
    void timeoutCard() {
        card(
                "card-timeout",
                failure(
                        Kind.TIMEOUT,
                        "TIMEOUT",
                        "it did not end within 20 seconds, so it was cut off: is there a loop that" + " never ends?"));
    }

    @Test
    @DisplayName("a conflict that nobody expected: the stream and the versions")
    void conflictCard() {
        card(
                "card-conflict",
                failure(
                        Kind.ERROR,
                        "WrongExpectedVersionException",
                        "stream 'cart-1': expected version 2, but it is at version 3",
                        FRAMES));
    }

    @Test
    @DisplayName("a known mistake: its title and its text")
    void diagnosisCard() {
        mistake("subtracts", "Subtracts");
        fake.outcomes(assertion().message(), Map.of("subtracts", TEST));
        card("card-diagnosis", verdict("00-count", failed(TEST, SENTENCE, 1, assertion()), OTHER));
    }

    @Test
    @DisplayName("two known mistakes: perhaps one of these, with their texts")
    void severalDiagnosesCard() {
        mistake("subtracts", "Subtracts");
        mistake("absolute", "Takes the absolute value");
        fake.outcomes(assertion().message(), Map.of("subtracts", TEST, "absolute", TEST));
        card("card-several-diagnoses", verdict("00-count", failed(TEST, SENTENCE, 1, assertion()), OTHER));
    }

    @Test
    @DisplayName("after three different attempts: the hint is spoken of")
    void hintCard() {
        for (String sum : new String[] {"b", "a"}) {
            fake.write("exercises/00-count/src/main/java/count/Count.java", sum);
            progress.record(module, verdict("00-count", failed(TEST, SENTENCE, 1, assertion())), false);
        }
        fake.write("exercises/00-count/src/main/java/count/Count.java", "a + b / 0");
        card("card-hint-offered", failure(Kind.ERROR, "ArithmeticException", "/ by zero", FRAMES));
    }

    @Test
    @DisplayName("a pass: what was predicted, what to take along, what comes next")
    void passedCard() {
        progress.predicted(module, "Six, I think.");
        card("card-passed", verdict("00-count", passed(TEST, SENTENCE, 1), OTHER));
    }

    @Test
    @DisplayName("a pass with a test for home that is red: its known mistake is named there too")
    void homeMistakeCard() {
        String home = "Task2HomeTest.negative";
        fake.mistake(
                "subtracts",
                "---\ntitle: Subtracts\ncaught-by: [" + home + "]\n---\nYou take away where you should add.\n",
                "a - b");
        fake.outcomes(assertion().message(), Map.of("subtracts", home));
        card(
                "card-home-mistake",
                verdict(
                        "00-count",
                        passed(TEST, SENTENCE, 1),
                        stretch(passed("Task2HomeTest.zero", "nothing and nothing is nothing", 2)),
                        stretch(failed(home, "minus two and minus three are minus five", 2, assertion()))));
    }

    @Test
    @DisplayName("a pass by the fast lane: what is left is for home")
    void fastLaneCard() {
        Module twice = course.find("01");
        Verdict verdict = verdict(
                "01-double",
                passed("Task1DoubleTest.twiceTwo", "twice two is four", 1),
                failed("Task2MoreTest.twiceZero", "twice nothing is nothing", 2, assertion()),
                stretch(failed("Task2PrintTest.even", "twice any number is even", 2, todo())));
        progress.record(twice, verdict, true);
        Golden.check(
                "card-fast-lane",
                new Cards(course, Style.PLAIN)
                        .of(twice, verdict, CardContext.of(course, progress, twice, verdict, Lane.FAST))
                        .whole());
    }

    private void mistake(String slug, String title) {
        fake.mistake(
                slug,
                "---\ntitle: " + title + "\ncaught-by: [" + TEST
                        + "]\n---\nYou take away where you should add.\nLook at `the sign`.\n",
                "a - b");
    }

    private void card(String name, Failure failure) {
        card(name, verdict("00-count", failed(TEST, SENTENCE, 1, failure)));
    }

    private void card(String name, Verdict verdict) {
        progress.record(module, verdict, verdict.gatePassed());
        Golden.check(
                name,
                new Cards(course, Style.PLAIN)
                        .of(module, verdict, CardContext.of(course, progress, module, verdict, Lane.WHOLE))
                        .whole());
    }
}
