package workbook.coach.author;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.coach.UserException;
import workbook.coach.build.CompileError;
import workbook.coach.build.Source;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Alternative;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.curriculum.StubHashes;
import workbook.coach.diagnosis.Outcome;
import workbook.coach.diagnosis.Outcomes;
import workbook.coach.notebook.Notebook;
import workbook.coach.run.Earlier;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.TestResult;

/**
 * The contract between the exercises and the solutions, and whether a course keeps it: every stub is red for the intended
 * reason, every reference is green, every mistake is caught by the tests that it names, every alternative passes.
 */
public final class Check {

    private static final int MESSAGE = 160;
    private static final Set<Kind> INTENDED = Set.of(Kind.TODO, Kind.ASSERTION);

    private final Course course;
    private final StubHashes stubs;
    private final Map<Module, Outcomes> outcomes = new ConcurrentHashMap<>();

    public Check(Course course) {
        this.course = course;
        this.stubs = StubHashes.read(course);
    }

    /** The modules whose exercise has been worked on: the contract speaks of stubs, so theirs is left out. */
    public List<Module> leftOut() {
        return course.modules().stream()
                .filter(module -> !stubs.untouched(module))
                .toList();
    }

    /** What is asked of the course as a whole. */
    public Part wholeCourse() {
        return new Part("the manifest and the folders agree", runner -> new CourseCheck(course).findings());
    }

    /** What is asked of what a visitor sees first. */
    public Part frontDoor() {
        return new Part(
                "the README is short, and its links agree with pom.xml", runner -> new FrontDoor(course).findings());
    }

    /** What is asked of one module, part by part. */
    public List<Part> parts(Module module) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(
                "it has every part, and its links resolve", runner -> new TextCheck(course, module).findings()));
        parts.add(new Part(
                "every assertion says what should hold", runner -> new AssertionCheck(course, module).findings()));
        parts.add(new Part("nothing in it is left to write", runner -> new Unfinished(course, module).findings()));
        if (stubs.untouched(module)) {
            parts.add(
                    new Part("every test is red on the stub, for the intended reason", runner -> stub(runner, module)));
        }
        parts.add(new Part("every test is green on the reference", runner -> reference(runner, module)));
        if (Files.isDirectory(Notebook.folder(course))) {
            parts.add(new Part(
                    "its notebook runs and prints what is recorded",
                    runner -> new NotebookCheck(course, module).findings()));
        }
        for (Mistake mistake : read(parts, () -> Mistake.of(course, module))) {
            parts.add(new Part(
                    "the mistake " + mistake.slug() + " is caught", runner -> mistake(runner, module, mistake)));
        }
        for (Mistake accepted : read(parts, () -> Mistake.accepted(course, module))) {
            parts.add(new Part(
                    "the mistake " + accepted.slug() + " is accepted, and no test tells it",
                    runner -> accepted(runner, module, accepted)));
        }
        for (Alternative alternative : read(parts, () -> Alternative.of(course, module))) {
            parts.add(new Part(
                    "the alternative " + alternative.slug() + " passes, here and in every later module",
                    runner -> alternative(runner, module, alternative)));
        }
        return parts;
    }

    /** The pairs of mistakes that are on record of a module: whether two in one answer become what is on record of them. */
    public List<Part> pairs(Module module) {
        List<Part> parts = new ArrayList<>();
        Map<String, Mistake> mistakes = Mistake.of(course, module).stream().collect(toMap(Mistake::slug, identity()));
        for (String pair : outcomes(module).pairs()) {
            List<Mistake> both = Stream.of(pair.split(Pattern.quote(Outcomes.AND)))
                    .map(mistakes::get)
                    .filter(Objects::nonNull)
                    .toList();
            parts.add(new Part(
                    "the mistakes " + pair + " together become what is on record",
                    runner -> pair(runner, module, pair, both)));
        }
        return parts;
    }

    /**
     * Whether a module's tests are green on the reference however often they run.
     *
     * @param times how often
     */
    public List<Part> repeated(Module module, int times) {
        return List.of(new Part(
                "every test is green on the reference, " + times + " times, half of them with every core busy",
                new Repeated(course, module, times)::findings));
    }

    private List<String> pair(Runner runner, Module module, String pair, List<Mistake> both) {
        try {
            Verdict verdict = runner.runOnReference(module, Sources.mistakes(course, module, both));
            Set<String> sometimes = both.stream()
                    .flatMap(mistake -> mistake.sometimes().stream())
                    .collect(toSet());
            return verdict.compiled()
                    ? onRecord(module, pair, sometimes, verdict)
                    : compilerErrors("the pair", verdict);
        } catch (UserException noLongerApplies) {
            return List.of(noLongerApplies.getMessage());
        }
    }

    /** What is on record of a module, read once. */
    private Outcomes outcomes(Module module) {
        return outcomes.computeIfAbsent(module, each -> Outcomes.of(course, each));
    }

    private static <T> List<T> read(List<Part> parts, Supplier<List<T>> load) {
        try {
            return load.get();
        } catch (UserException e) {
            parts.add(new Part("its mistakes and alternatives can be read", runner -> List.of(e.getMessage())));
            return List.of();
        }
    }

    private List<String> stub(Runner runner, Module module) {
        Verdict verdict = runner.runOnReference(module, Sources.exercise(course, module));
        List<String> findings = new ArrayList<>(compilerErrors("the stub", verdict));
        if (verdict.compiled() && verdict.results().isEmpty()) {
            findings.add("there is no test");
        }
        for (TestResult result : verdict.results()) {
            if (result.passed()) {
                findings.add(nameOf(result) + " is green on the untouched stub");
            } else if (!INTENDED.contains(result.failure().kind())) {
                findings.add(nameOf(result) + " is red on the stub for another reason than a Todo or an assertion: "
                        + result.failure().type() + ": "
                        + oneLine(result.failure().message()));
            }
            if (result.task() > module.tasks().size()) {
                findings.add(nameOf(result) + " is tagged task-" + result.task() + ", and the manifest has "
                        + module.tasks().size() + " tasks");
            }
        }
        return findings;
    }

    private List<String> reference(Runner runner, Module module) {
        Verdict verdict = runner.runOnReference(module, Sources.solution(course, module));
        List<String> findings = new ArrayList<>(compilerErrors("the reference", verdict));
        if (verdict.compiled() && !verdict.gatePassed()) {
            findings.add("the gate is not passed");
        }
        verdict.results().stream()
                .filter(r -> !r.passed())
                .forEach(r -> findings.add(nameOf(r) + " fails on the reference: "
                        + oneLine(r.failure().message())));
        if (verdict.compiled() && !outcomes(module).knows(verdict)) {
            findings.add("its tests are not those on record: ./workbook author check --record " + module.number()
                    + " writes down what was found");
        }
        return findings;
    }

    private List<String> mistake(Runner runner, Module module, Mistake mistake) {
        try {
            return judged(module, mistake, runner.runOnReference(module, Sources.mistake(course, module, mistake)));
        } catch (UserException noLongerApplies) {
            return List.of(noLongerApplies.getMessage());
        }
    }

    private List<String> accepted(Runner runner, Module module, Mistake accepted) {
        try {
            Verdict verdict = runner.runOnReference(module, Sources.mistake(course, module, accepted));
            List<String> findings = new ArrayList<>(compilerErrors("the mistake", verdict));
            verdict.failing().forEach(test -> findings.add(test + " tells it: move it from accepted to mistakes"));
            return findings;
        } catch (UserException noLongerApplies) {
            return List.of(noLongerApplies.getMessage());
        }
    }

    private List<String> judged(Module module, Mistake mistake, Verdict verdict) {
        List<String> findings = new ArrayList<>(compilerErrors("the mistake", verdict));
        if (!findings.isEmpty()) {
            return findings;
        }
        if (verdict.failing().isEmpty()) {
            return List.of("it survives: no test fails with it");
        }
        if (mistake.caughtBy().isEmpty()) {
            findings.add("it names no test under caught-by");
        }
        mistake.caughtBy().stream()
                .filter(test -> !verdict.failing().contains(test))
                .forEach(test -> findings.add("it is not caught by " + test + ", which it names"));
        findings.addAll(onRecord(module, mistake.slug(), mistake.sometimes(), verdict));
        return findings;
    }

    private List<String> onRecord(Module module, String answer, Set<String> sometimes, Verdict verdict) {
        Optional<Outcome> recorded = outcomes(module).outcome(answer);
        if (recorded.isEmpty()) {
            return List.of("what becomes of it is not on record: ./workbook author check --record " + module.number()
                    + " writes it down");
        }
        return Outcome.of(verdict)
                .without(sometimes)
                .differencesTo(recorded.get().without(sometimes))
                .stream()
                .map(difference -> "what is on record of it is stale: " + oneLine(difference)
                        + " ./workbook author check --record " + module.number() + " writes down what was found")
                .limit(1)
                .toList();
    }

    private List<String> alternative(Runner runner, Module module, Alternative alternative) {
        Source source = Sources.replaced(course, module, alternative.folder());
        List<String> findings = new ArrayList<>();
        for (Module later : course.modules()
                .subList(course.modules().indexOf(module), course.modules().size())) {
            List<Source> earlier = Earlier.of(course, later, m -> false).sources().stream()
                    .map(s -> s.module().equals(module.id()) ? source : s)
                    .toList();
            Source tested = later.equals(module) ? source : Sources.solution(course, later);
            findings.addAll(gate(later, runner.runGate(later, tested, earlier)));
        }
        return findings;
    }

    private static List<String> gate(Module module, Verdict verdict) {
        List<String> findings = new ArrayList<>(compilerErrors("module " + module.id() + " with it", verdict));
        verdict.results().stream()
                .filter(r -> !r.passed())
                .forEach(r -> findings.add("in " + module.id() + ", " + nameOf(r) + " fails with it: "
                        + oneLine(r.failure().message())));
        return findings;
    }

    private static List<String> compilerErrors(String what, Verdict verdict) {
        return verdict.errors().stream()
                .map(error -> what + " does not compile: " + where(error) + oneLine(error.message()))
                .toList();
    }

    private static String where(CompileError error) {
        return error.file().getFileName() + ":" + error.line() + ": ";
    }

    private static String nameOf(TestResult result) {
        return result.with().isEmpty() ? result.id() : result.id() + " (" + result.with() + ")";
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MESSAGE ? line : line.substring(0, MESSAGE) + "...";
    }
}
