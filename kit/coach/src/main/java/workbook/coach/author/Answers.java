package workbook.coach.author;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.coach.build.Source;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.diagnosis.Diagnosis;
import workbook.coach.diagnosis.KnownMistake;
import workbook.coach.diagnosis.Outcome;
import workbook.coach.diagnosis.Outcomes;
import workbook.coach.run.Earlier;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Kind;

/** Tries answers on the tests of their module, and right ones on those of every later module too. */
public final class Answers {

    /**
     * What became of an answer.
     *
     * @param module   the module that it answers
     * @param id       such as {@code 02/read-like}
     * @param state    green, red, red at home, stale, or red in a later module
     * @param verdict  its run in its own module
     * @param named    the titles of the mistakes that a card would name
     * @param expected whether it is as it should be
     */
    public record Tried(
            Module module, String id, String state, Verdict verdict, List<String> named, boolean expected) {}

    private final Course course;
    private final Path workshop;
    private final Set<String> accepted;

    /** @param accepted ids of wrong answers that are accepted on purpose: they must be green */
    public Answers(Course course, Set<String> accepted) {
        this.course = course;
        this.workshop = course.hidden().resolve("build/answers");
        this.accepted = accepted;
    }

    /** The tasks of a folder's answers, each to be done with a runner. */
    public List<Trial> trials(Path folder, List<String> wanted, boolean later) {
        return Answer.in(folder).stream()
                .filter(answer -> wanted.isEmpty() || wanted.stream().anyMatch(answer.id()::startsWith))
                .map(answer -> new Trial(answer, later))
                .toList();
    }

    /** Puts on record what became of those that failed a test. Their right names are written there by hand. */
    public void record(List<Tried> tried) {
        tried.stream().collect(Collectors.groupingBy(Tried::module)).forEach((module, ofOne) -> {
            Outcomes outcomes = Outcomes.of(course, module);
            ofOne.stream()
                    .filter(each -> each.state().startsWith("red"))
                    .forEach(each -> outcomes.put(each.id(), List.of(), Outcome.of(each.verdict())));
            outcomes.write(course, module);
        });
    }

    /** One answer that is to be tried. */
    public final class Trial {

        private final Answer answer;
        private final boolean later;

        private Trial(Answer answer, boolean later) {
            this.answer = answer;
            this.later = later;
        }

        public Tried with(Runner runner) {
            Module module = course.find(answer.number());
            Source source = Sources.replaced(course, module, answer.writeTo(workshop));
            Verdict verdict = runner.runOnReference(module, source);
            String state = state(verdict);
            boolean right = answer.expect() == Answer.Expectation.RIGHT;
            if (later && right && state.equals("green")) {
                state = inLaterModules(runner, module, source);
            }
            boolean shouldBeGreen = right || accepted.contains(answer.id());
            boolean expected = !state.equals("stale")
                    && (answer.expect() == Answer.Expectation.ARGUABLE || shouldBeGreen == state.equals("green"));
            List<String> named = Diagnosis.of(() -> KnownMistake.of(course, module), verdict).mistakes().stream()
                    .map(Mistake::title)
                    .toList();
            return new Tried(module, answer.id(), state, verdict, named, expected);
        }

        private String inLaterModules(Runner runner, Module module, Source source) {
            List<Module> modules = course.modules();
            for (Module next : modules.subList(modules.indexOf(module) + 1, modules.size())) {
                List<Source> earlier =
                        new ArrayList<>(Earlier.of(course, next, m -> false).sources());
                earlier.replaceAll(each -> each.module().equals(module.id()) ? source : each);
                Verdict verdict = runner.run(next, Sources.solution(course, next), earlier, result -> {});
                if (!state(verdict).equals("green")) {
                    return "red in " + next.number() + ": " + verdict.failing();
                }
            }
            return "green";
        }
    }

    private static String state(Verdict verdict) {
        if (!verdict.compiled()
                || verdict.results().stream()
                        .anyMatch(result -> !result.passed() && result.failure().kind() == Kind.UNAVAILABLE)) {
            return "stale";
        }
        return verdict.failing().isEmpty() ? "green" : verdict.gatePassed() ? "red at home" : "red";
    }
}
