package workbook.coach.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.diagnosis.Diagnosis.Certainty;
import workbook.coach.worker.Failure.Kind;
import workbook.testing.base.Sha256;
import workbook.testing.postgres.WorkbookHome;

/**
 * How often the diagnosis is right, computed from what is on record: of the shipped mistakes, of the same with a fault beside
 * them, and of answers that somebody wrote. Nothing runs; that the record is true is the contract's concern.
 */
@DisplayName("The diagnosis is right, or silent")
class DiagnosisTableTest {

    private enum Told {
        RIGHT,
        PERHAPS,
        NO_NAME,
        WRONG_NAME,
        NONE_RIGHTLY
    }

    private static final Map<String, Map<Told, Integer>> TABLE = new LinkedHashMap<>();

    @BeforeAll
    static void count() {
        Course course = Course.load(WorkbookHome.find());
        course.modules().forEach(module -> new OfModule(course, module).count());
        System.out.printf(
                "%-34s %6s %6s %8s %8s %11s %13s%n",
                "", "of", "right", "perhaps", "no name", "wrong name", "none, rightly");
        TABLE.forEach((what, told) -> System.out.printf(
                "%-34s %6d %6d %8d %8d %11d %13d%n",
                what,
                total(told),
                of(told, Told.RIGHT),
                of(told, Told.PERHAPS),
                of(told, Told.NO_NAME),
                of(told, Told.WRONG_NAME),
                of(told, Told.NONE_RIGHTLY)));
    }

    @Test
    @DisplayName("shipped mistakes, alone and with a fault beside them: 80 of 100 at least are named")
    void mistakes() {
        assertThat(TABLE)
                .containsKeys(
                        "a mistake alone",
                        "a later task unwritten",
                        "home tasks unwritten",
                        "a second mistake, computed",
                        "a second mistake, run");
        TABLE.forEach((what, told) -> {
            if (!what.startsWith("answers")) {
                assertThat(percent(told, Told.RIGHT, Told.PERHAPS)).as(what).isGreaterThanOrEqualTo(80);
            }
        });
    }

    @Test
    @DisplayName("answers to which a shipped mistake's text is true: 60 of 100 at least are named")
    void answers() {
        assertThat(percent(TABLE.get("answers with a name"), Told.RIGHT, Told.PERHAPS))
                .isGreaterThanOrEqualTo(60);
    }

    @Test
    @DisplayName("a wrong name is given to 2 of 100 at most")
    void wrongNames() {
        TABLE.forEach((what, told) ->
                assertThat(percent(told, Told.WRONG_NAME)).as(what).isLessThanOrEqualTo(2));
    }

    private static double percent(Map<Told, Integer> told, Told... wanted) {
        int found = 0;
        for (Told each : wanted) {
            found += of(told, each);
        }
        return 100.0 * found / total(told);
    }

    private static int of(Map<Told, Integer> told, Told each) {
        return told.getOrDefault(each, 0);
    }

    private static int total(Map<Told, Integer> told) {
        return told.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Counts for one module. */
    private static final class OfModule {

        private final List<KnownMistake> known;
        private final List<KnownTest> tests;
        private final Outcomes outcomes;
        private final Map<String, Red> stub;
        private final String module;

        OfModule(Course course, Module module) {
            this.known = KnownMistake.of(course, module);
            this.module = module.number();
            this.outcomes = Outcomes.of(course, module);
            this.tests = outcomes.tests();
            this.stub = outcomes.outcome(Outcomes.STUB).orElseThrow().red();
        }

        void count() {
            known.forEach(mistake -> count("a mistake alone", slug(mistake).getFirst(), mistake.red(), slug(mistake)));
            known.forEach(this::laterTaskUnwritten);
            known.forEach(this::homeUnwritten);
            secondMistakes();
            outcomes.answers().forEach(this::recorded);
        }

        private void laterTaskUnwritten(KnownMistake mistake) {
            tests.stream()
                    .map(KnownTest::task)
                    .distinct()
                    .forEach(last -> unwritten("a later task unwritten", mistake, test -> test.task() > last));
        }

        private void homeUnwritten(KnownMistake mistake) {
            unwritten("home tasks unwritten", mistake, KnownTest::stretch);
        }

        /** Some tests become what they are on the stub; counted where the mistake still shows, and something has changed. */
        private void unwritten(String what, KnownMistake mistake, Predicate<KnownTest> isUnwritten) {
            Map<String, Red> red = new TreeMap<>();
            tests.forEach(test -> {
                Red become = isUnwritten.test(test)
                        ? stub.get(test.test())
                        : mistake.red().get(test.test());
                if (become != null) {
                    red.put(test.test(), become);
                }
            });
            boolean shows = tests.stream()
                    .anyMatch(test -> !isUnwritten.test(test) && mistake.red().containsKey(test.test()));
            if (shows && tests.stream().anyMatch(isUnwritten)) {
                count(what, slug(mistake).getFirst(), red, slug(mistake));
            }
        }

        private void secondMistakes() {
            for (int i = 0; i < known.size(); i++) {
                for (KnownMistake other : known.subList(i + 1, known.size())) {
                    Map<String, Red> red = new TreeMap<>(known.get(i).red());
                    other.red().forEach((test, how) -> red.merge(test, how, OfModule::worse));
                    List<String> right = List.of(
                            known.get(i).mistake().slug(), other.mistake().slug());
                    count("a second mistake, computed", String.join(Outcomes.AND, right), red, right);
                }
            }
        }

        /** What an exception stopped says less than what an assertion found. */
        private static Red worse(Red one, Red other) {
            return one.kind() == Kind.ASSERTION && other.kind() != Kind.ASSERTION ? other : one;
        }

        private void recorded(Recorded answer) {
            if (answer.answer().contains(Outcomes.AND)) {
                count("a second mistake, run", answer.answer(), answer.red(), answer.right());
            } else if (answer.answer().contains("/")) {
                boolean aside = Integer.parseInt(Sha256.of(answer.answer()).substring(0, 6), 16) % 3 == 0;
                count(
                        answer.right().isEmpty() ? "answers without a name" : "answers with a name",
                        answer.answer(),
                        answer.red(),
                        answer.right());
                count("answers " + (aside ? "set aside" : "tuned on"), answer.answer(), answer.red(), answer.right());
            }
        }

        private void count(String what, String answer, Map<String, Red> red, List<String> right) {
            Diagnosis diagnosis = Diagnosis.of(() -> known, tests, new Outcome(red));
            List<String> named =
                    diagnosis.mistakes().stream().map(Mistake::slug).toList();
            Told told = named.isEmpty()
                    ? right.isEmpty() ? Told.NONE_RIGHTLY : Told.NO_NAME
                    : named.stream().noneMatch(right::contains)
                            ? Told.WRONG_NAME
                            : diagnosis.certainty() == Certainty.ONE ? Told.RIGHT : Told.PERHAPS;
            if (told == Told.WRONG_NAME && !what.contains("tuned") && !what.contains("aside")) {
                System.out.println("wrong name: " + module + " " + answer + ": " + named + ", right: " + right);
            }
            TABLE.computeIfAbsent(what, row -> new EnumMap<>(Told.class)).merge(told, 1, Integer::sum);
        }

        private static List<String> slug(KnownMistake mistake) {
            return List.of(mistake.mistake().slug());
        }
    }
}
