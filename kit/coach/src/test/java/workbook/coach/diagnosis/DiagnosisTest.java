package workbook.coach.run;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.coach.FakeResults.assertion;
import static workbook.coach.FakeResults.failed;
import static workbook.coach.FakeResults.failure;
import static workbook.coach.FakeResults.passed;
import static workbook.coach.FakeResults.stretch;
import static workbook.coach.FakeResults.todo;
import static workbook.coach.FakeResults.verdict;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.coach.curriculum.Mistake;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.TestResult;

class DiagnosisTest {

    private static final List<Mistake> MISTAKES = List.of(
            mistake("check-then-act", "A.races"),
            mistake("no-order", "A.reads", "C.recalls"),
            mistake("reversed", "A.reads", "A.races", "C.recalls"),
            mistake("home-only", "C.recalls"));

    @Test
    @DisplayName("the mistake whose tests are red, and no other, fits")
    void one() {
        assertThat(fits(red("A.races", 1), green("A.reads", 1), red(2, todo()))).containsExactly("check-then-act");
    }

    @Test
    @DisplayName("a test that runs into a Todo, and what comes after its task, is not compared")
    void notReached() {
        assertThat(fits(green("A.races", 1), red("A.reads", 1), red(2, todo()), red("C.recalls", 3)))
                .containsExactly("no-order");
        assertThat(fits(green("A.races", 1), red("A.reads", 1), red(2, todo()), green("C.recalls", 3)))
                .as("the same, whatever a later task says").containsExactly("no-order");
    }

    @Test
    @DisplayName("a stretch task of which nothing holds has not been begun; one of which something holds has")
    void stretchTests() {
        assertThat(fits(red("A.races", 1), green("A.reads", 1), stretch(red("C.recalls", 3))))
                .as("not begun").containsExactly("check-then-act");
        assertThat(fits(red("A.races", 1), green("A.reads", 1), stretch(red("C.recalls", 3)), stretch(green("C.more", 3))))
                .as("begun: one more test is red than with the mistake").isEmpty();
        assertThat(fits(green("A.races", 1), red("A.reads", 1), stretch(red("C.recalls", 3)), stretch(green("C.more", 3))))
                .as("begun, and red with the mistake too").containsExactly("no-order");
    }

    @Test
    @DisplayName("several mistakes may fit, and none may")
    void severalOrNone() {
        assertThat(fits(red("A.reads", 1))).containsExactly("no-order", "reversed");
        assertThat(fits(red("A.other", 1), green("A.reads", 1))).isEmpty();
        assertThat(fits(green("A.reads", 1))).as("nothing is red").isEmpty();
        assertThat(fits(red(1, todo()))).as("nothing is written yet").isEmpty();
        assertThat(Diagnosis.of(MISTAKES, new Verdict("m", List.of(), List.of()))).isEqualTo(Diagnosis.NONE);
    }

    @Test
    @DisplayName("of three mistakes that fit none is named, and none while the first red test is still to be written")
    void nothingRatherThanALot() {
        List<Mistake> three = List.of(mistake("one", "A.reads"), mistake("two", "A.reads"), mistake("three", "A.reads"));

        assertThat(Diagnosis.of(three.subList(0, 2), verdict("m", red("A.reads", 1))).fits()).hasSize(2);
        assertThat(Diagnosis.of(three, verdict("m", red("A.reads", 1))).fits()).isEmpty();
        assertThat(fits(red(1, todo()), red("A.races", 1), green("A.reads", 1))).as("a TODO comes first").isEmpty();
    }

    @Test
    @DisplayName("a test that fails only sometimes with a mistake may be red or green")
    void sometimes() {
        assertThat(fits(red("A.races", 1), red("A.sometimes", 1), green("A.reads", 1))).containsExactly("check-then-act");
        assertThat(fits(red("A.races", 1), green("A.sometimes", 1), green("A.reads", 1))).containsExactly("check-then-act");
        assertThat(fits(red("A.sometimes", 1), green("A.races", 1), green("A.reads", 1))).as("alone it says nothing").isEmpty();
    }

    @Test
    @DisplayName("what was cut off says nothing of what the tests found")
    void cutOff() {
        assertThat(fits(failed("A.races", "races", 1, failure(Kind.TIMEOUT, "TIMEOUT", "it did not end within 20 seconds")),
                green("A.reads", 1))).isEmpty();
    }

    @Test
    @DisplayName("a refused script says it all: nothing is added")
    void clearByItself() {
        assertThat(fits(failed("A.races", "races", 1, failure(Kind.SCRIPT, "ScriptFailedException", "sql/02.sql:3: no")),
                green("A.reads", 1))).isEmpty();
    }

    @Test
    @DisplayName("a mistake that is known by its words fits only where the first failure says them")
    void knownByItsWords() {
        Mistake isNull = new Mistake("null", "null", List.of(), Set.of("A.reads"), Set.of(), List.of("null value"), "Text.", List.of());
        TestResult another = failed("A.reads", "reads", 1, assertion());
        TestResult same = failed("A.reads", "reads", 1, failure(Kind.SQL, "PSQLException", "ERROR: null value in column"));

        assertThat(Diagnosis.of(List.of(isNull), verdict("m", same)).fits()).containsExactly(isNull);
        assertThat(Diagnosis.of(List.of(isNull), verdict("m", another)).fits()).isEmpty();
    }

    private static List<String> fits(TestResult... results) {
        return Diagnosis.of(MISTAKES, verdict("m", results)).fits().stream().map(Mistake::slug).toList();
    }

    private static TestResult green(String id, int task) {
        return passed(id, id, task);
    }

    private static TestResult red(String id, int task) {
        return failed(id, id, task, assertion());
    }

    private static TestResult red(int task, Failure failure) {
        return failed("B.pending", "pending", task, failure);
    }

    private static Mistake mistake(String slug, String... fails) {
        return new Mistake(slug, slug, List.of(), new TreeSet<>(Set.of(fails)), Set.of("A.sometimes"), List.of(), "Text.", List.of());
    }
}
