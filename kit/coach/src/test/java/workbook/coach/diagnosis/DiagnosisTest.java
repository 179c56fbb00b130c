package workbook.coach.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.failure;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.sql;
import static workbook.coach.FakeResults.stretch;
import static workbook.coach.FakeResults.todo;
import static workbook.coach.FakeResults.verdict;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.coach.curriculum.Mistake;
import workbook.coach.diagnosis.Diagnosis.Certainty;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.Failure.SqlError;
import workbook.coach.worker.TestResult;
import workbook.testing.Duel;

class DiagnosisTest {

    private static final Failure NULL =
            failure(Kind.ASSERTION, "AssertionFailedError", "[the sum] expected: 5 but was: null");

    private static final List<KnownMistake> KNOWN = List.of(
            known("check-then-act", red("A.races", 1)),
            known("no-order", red("A.reads", 1), red("C.recalls", 3)),
            known("home-only", red("C.recalls", 3)));

    @Test
    @DisplayName("the mistake whose tests are red, and no other, is named")
    void one() {
        assertThat(named(red("A.races", 1), green("A.reads", 1), red("B.pending", 2, todo())))
                .containsExactly("check-then-act");
        assertThat(named(red("A.other", 1), green("A.reads", 1)))
                .as("nothing fails like this")
                .isEmpty();
        assertThat(named(green("A.reads", 1))).as("nothing is red").isEmpty();
        assertThat(named()).as("there is no test").isEmpty();
    }

    @Test
    @DisplayName("a test that runs into a Todo, and what comes after its task, is not compared")
    void notReached() {
        assertThat(named(green("A.races", 1), red("A.reads", 1), red("B.pending", 2, todo()), red("C.recalls", 3)))
                .containsExactly("no-order");
        assertThat(named(green("A.races", 1), red("A.reads", 1), red("B.pending", 2, todo()), green("C.recalls", 3)))
                .as("the same, whatever a later task says")
                .containsExactly("no-order");
        assertThat(named(red("B.pending", 1, todo()), red("A.races", 2)))
                .as("the first is still to be written")
                .isEmpty();
    }

    @Test
    @DisplayName("a stretch task of which nothing holds has not been begun; one of which something holds has")
    void stretchTests() {
        assertThat(named(red("A.races", 1), green("A.reads", 1), stretch(red("C.other", 3))))
                .as("not begun")
                .containsExactly("check-then-act");
        assertThat(named(
                        red("A.races", 1),
                        green("A.reads", 1),
                        stretch(red("C.other", 3)),
                        stretch(green("C.more", 3))))
                .as("begun: one more test is red than with the mistake")
                .isEmpty();
        assertThat(named(green("A.reads", 1), stretch(red("C.recalls", 3)), stretch(green("C.more", 3))))
                .as("the gate is passed, and a test for home is red")
                .containsExactly("home-only");
    }

    @Test
    @DisplayName("the first red test has to say the same: kind, SQLSTATE and words")
    void sameWords() {
        assertThat(named(red("A.races", 1, NULL)))
                .as("the same promise, broken in another way")
                .isEmpty();
        assertThat(named(red(
                        "A.races",
                        1,
                        failure(Kind.ERROR, "NullPointerException", assertion().message()))))
                .as("another kind")
                .isEmpty();
        List<KnownMistake> known = List.of(known("unique", red("A.races", 1, refused("23505"))));
        assertThat(Diagnosis.of(() -> known, verdict("m", red("A.races", 1, refused("23505"))))
                        .mistakes())
                .hasSize(1);
        assertThat(Diagnosis.of(() -> known, verdict("m", red("A.races", 1, refused("42P01"))))
                        .mistakes())
                .as("another SQLSTATE")
                .isEmpty();
    }

    @Test
    @DisplayName("ids, times and other chance in what is said make no difference")
    void chance() {
        String said =
                "[the time] expected: 2026-03-01T10:00:00.123456Z of 0f8fad5b-d9cb-469f-a165-70867728950e, took 31 ms";
        String again =
                "[the time] expected: 2027-04-02T11:30:01.654321Z of 1f8fad5b-d9cb-469f-a165-70867728950f, took 7 ms";
        String cut = "[the time] expected: 2027-04-02T11:30:01Z of 1f8fad5b-d9cb-469f-a165-70867728950f, took 7 ms";
        List<KnownMistake> known = List.of(known("time", red("A.races", 1, says(said))));

        assertThat(Diagnosis.of(() -> known, verdict("m", red("A.races", 1, says(again))))
                        .mistakes())
                .hasSize(1);
        assertThat(Diagnosis.of(() -> known, verdict("m", red("A.races", 1, says(cut))))
                        .mistakes())
                .as("a time without fractions")
                .isEmpty();
    }

    @Test
    @DisplayName("where in the learner's SQL an error came up makes no difference")
    void placeInTheSql() {
        String said =
                "ERROR: invalid transaction termination\n  Where: PL/pgSQL function f(text,bigint) line 31 at COMMIT";
        List<KnownMistake> known = List.of(known("commit", red("A.races", 1, says(said))));

        assertThat(Diagnosis.of(() -> known, verdict("m", red("A.races", 1, says(said.replace("31", "7")))))
                        .mistakes())
                .hasSize(1);
        assertThat(Diagnosis.of(() -> known, verdict("m", red("A.races", 1, says(said.replace("COMMIT", "ROLLBACK")))))
                        .mistakes())
                .as("another statement")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "what a long history comes down to differs from machine to machine: the first of the other tests has to"
                    + " say the same")
    void longHistories() {
        TestResult here = red("A.history", 1, says("these steps (" + Duel.CUT_DOWN + "60 steps): 1 append"));
        TestResult there = red("A.history", 1, says("these steps (" + Duel.CUT_DOWN + "60 steps): 1 read"));
        List<KnownMistake> known = List.of(known("by-time", there, red("A.reads", 1)));

        assertThat(Diagnosis.of(() -> known, verdict("m", here, red("A.reads", 1)))
                        .mistakes())
                .hasSize(1);
        assertThat(Diagnosis.of(() -> known, verdict("m", here, red("A.reads", 1, NULL)))
                        .mistakes())
                .as("another says something else")
                .isEmpty();
        assertThat(Diagnosis.of(() -> List.of(known("by-time", there)), verdict("m", here))
                        .mistakes())
                .as("nothing else is red")
                .isEmpty();
    }

    @Test
    @DisplayName("of mistakes that fail alike two are named, perhaps; of three none")
    void severalOrNone() {
        List<KnownMistake> three = Stream.of("one", "two", "three")
                .map(slug -> known(slug, red("A.reads", 1)))
                .toList();

        Diagnosis either = Diagnosis.of(() -> three.subList(0, 2), verdict("m", red("A.reads", 1)));
        assertThat(either.certainty()).isEqualTo(Certainty.EITHER);
        assertThat(either.mistakes()).extracting(Mistake::slug).containsExactly("one", "two");
        assertThat(Diagnosis.of(() -> three, verdict("m", red("A.reads", 1)))).isEqualTo(Diagnosis.NONE);
    }

    @Test
    @DisplayName("two mistakes in one answer are named when both together explain all of it, and only they do")
    void both() {
        Diagnosis both =
                Diagnosis.of(() -> KNOWN, verdict("m", red("A.races", 1), red("A.reads", 1), red("C.recalls", 3)));

        assertThat(both.certainty()).isEqualTo(Certainty.BOTH);
        assertThat(both.mistakes()).extracting(Mistake::slug).containsExactly("check-then-act", "no-order");
        assertThat(named(red("A.races", 1), red("A.reads", 1), red("C.recalls", 3), red("D.other", 4)))
                .as("one test more is red")
                .isEmpty();
        assertThat(named(red("A.races", 1), red("A.reads", 1, NULL), red("C.recalls", 3)))
                .as("one test says something else")
                .isEmpty();
    }

    @Test
    @DisplayName("a test that fails only sometimes with a mistake may be red or green")
    void sometimes() {
        assertThat(named(red("A.races", 1), red("A.sometimes", 1), green("A.reads", 1)))
                .containsExactly("check-then-act");
        assertThat(named(red("A.races", 1), green("A.sometimes", 1), green("A.reads", 1)))
                .containsExactly("check-then-act");
        assertThat(named(red("A.sometimes", 1), green("A.races", 1), green("A.reads", 1)))
                .as("alone it says nothing")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "SCRIPT", "EXIT", "OUTPUT", "UNAVAILABLE"})
    @DisplayName("what was cut off, or says it all, is told nothing more of")
    void cutOff(Kind kind) {
        Failure failure = failure(kind, "Failure", "it did not end within 20 seconds");

        assertThat(Diagnosis.of(
                        () -> List.of(known("endless", red("A.races", 1, failure))),
                        verdict("m", red("A.races", 1, failure))))
                .isEqualTo(Diagnosis.NONE);
    }

    private static List<String> named(TestResult... results) {
        return Diagnosis.of(() -> KNOWN, verdict("m", results)).mistakes().stream()
                .map(Mistake::slug)
                .toList();
    }

    private static TestResult green(String id, int task) {
        return passed(id, id, task);
    }

    private static TestResult red(String id, int task) {
        return red(id, task, assertion());
    }

    private static TestResult red(String id, int task, Failure failure) {
        return failed(id, id, task, failure);
    }

    private static Failure says(String message) {
        return failure(Kind.ASSERTION, "AssertionFailedError", message);
    }

    private static Failure refused(String state) {
        return sql(Kind.SQL, "PSQLException", "ERROR: refused", new SqlError(state, "", 0, ""), "");
    }

    private static KnownMistake known(String slug, TestResult... red) {
        Verdict verdict = verdict("m", red);
        return KnownMistake.of(
                new Mistake(slug, slug, List.of(), Set.of("A.sometimes"), "Text.", List.of()), Outcome.of(verdict));
    }
}
