package workbook.coach.author;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import workbook.coach.Trouble;
import workbook.coach.build.CompileError;
import workbook.coach.build.Source;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Alternative;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
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

    public Check(Course course) {
        this.course = course;
        this.stubs = StubHashes.read(course);
    }

    /** The modules whose exercise has been worked on: the contract speaks of stubs, so theirs is left out. */
    public List<Module> leftOut() {
        return course.modules().stream().filter(module -> !stubs.untouched(module)).toList();
    }

    /** What is asked of the course as a whole. */
    public Part wholeCourse() {
        return new Part("the manifest and the folders agree", runner -> new CourseCheck(course).findings());
    }

    /** What is asked of one module, part by part. */
    public List<Part> parts(Module module) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("it has every part, and its links resolve", runner -> new TextCheck(course, module).findings()));
        parts.add(new Part("every assertion says what should hold", runner -> new AssertionCheck(course, module).findings()));
        parts.add(new Part("nothing in it is left to write", runner -> new Unfinished(course, module).findings()));
        if (stubs.untouched(module)) {
            parts.add(new Part("every test is red on the stub, for the intended reason", runner -> stub(runner, module)));
        }
        parts.add(new Part("every test is green on the reference", runner -> reference(runner, module)));
        if (Files.isDirectory(Notebook.folder(course))) {
            parts.add(new Part("its notebook runs and prints what is recorded",
                    runner -> new NotebookCheck(course, module).findings()));
        }
        for (Mistake mistake : read(parts, () -> Mistake.of(course, module))) {
            parts.add(new Part("the mistake " + mistake.slug() + " is caught", runner -> mistake(runner, module, mistake)));
        }
        for (Alternative alternative : read(parts, () -> Alternative.of(course, module))) {
            parts.add(new Part("the alternative " + alternative.slug() + " passes, here and in every later module",
                    runner -> alternative(runner, module, alternative)));
        }
        return parts;
    }

    /** Runs a mistake and tells which tests fail. */
    Set<String> signature(Runner runner, Module module, Mistake mistake) {
        Set<String> failing = new TreeSet<>(run(runner, module, Sources.mistake(course, module, mistake)).failing());
        failing.removeAll(mistake.sometimes());
        return failing;
    }

    private static <T> List<T> read(List<Part> parts, Supplier<List<T>> load) {
        try {
            return load.get();
        } catch (Trouble e) {
            parts.add(new Part("its mistakes and alternatives can be read", runner -> List.of(e.getMessage())));
            return List.of();
        }
    }

    private List<String> stub(Runner runner, Module module) {
        Verdict verdict = run(runner, module, Sources.exercise(course, module));
        List<String> findings = new ArrayList<>(compilerErrors("the stub", verdict));
        if (verdict.compiled() && verdict.results().isEmpty()) {
            findings.add("there is no test");
        }
        for (TestResult result : verdict.results()) {
            if (result.passed()) {
                findings.add(nameOf(result) + " is green on the untouched stub");
            } else if (!INTENDED.contains(result.failure().kind())) {
                findings.add(nameOf(result) + " is red on the stub for another reason than a Todo or an assertion: "
                        + result.failure().type() + ": " + oneLine(result.failure().message()));
            }
            if (result.task() > module.tasks().size()) {
                findings.add(nameOf(result) + " is tagged task-" + result.task() + ", and the manifest has "
                        + module.tasks().size() + " tasks");
            }
        }
        return findings;
    }

    private List<String> reference(Runner runner, Module module) {
        Verdict verdict = run(runner, module, Sources.solution(course, module));
        List<String> findings = new ArrayList<>(compilerErrors("the reference", verdict));
        if (verdict.compiled() && !verdict.gatePassed()) {
            findings.add("the gate is not passed");
        }
        verdict.results().stream().filter(r -> !r.passed())
                .forEach(r -> findings.add(nameOf(r) + " fails on the reference: " + oneLine(r.failure().message())));
        return findings;
    }

    private List<String> mistake(Runner runner, Module module, Mistake mistake) {
        try {
            return judged(mistake, run(runner, module, Sources.mistake(course, module, mistake)));
        } catch (Trouble noLongerApplies) {
            return List.of(noLongerApplies.getMessage());
        }
    }

    private static List<String> judged(Mistake mistake, Verdict verdict) {
        List<String> findings = new ArrayList<>(compilerErrors("the mistake", verdict));
        if (!findings.isEmpty()) {
            return findings;
        }
        Set<String> failing = new TreeSet<>(verdict.failing());
        if (failing.isEmpty()) {
            return List.of("it survives: no test fails with it");
        }
        if (mistake.caughtBy().isEmpty()) {
            findings.add("it names no test under caught-by");
        }
        mistake.caughtBy().stream().filter(test -> !failing.contains(test))
                .forEach(test -> findings.add("it is not caught by " + test + ", which it names"));
        if (!mistake.isHeardIn(verdict.firstFailure().orElseThrow().failure().message())) {
            findings.add("its first failure says none of " + mistake.says());
        }
        if (!mistake.turnsRed(failing, test -> true)) {
            findings.add("its signature differs. It states fails: " + mistake.fails() + "; found: " + failing
                    + ". Correct the one or the other; author check --record writes what was found");
        }
        return findings;
    }

    private List<String> alternative(Runner runner, Module module, Alternative alternative) {
        Source source = Sources.replaced(course, module, alternative.folder());
        List<String> findings = new ArrayList<>();
        for (Module later : course.modules().subList(course.modules().indexOf(module), course.modules().size())) {
            List<Source> earlier = Earlier.of(course, later, m -> false).sources().stream()
                    .map(s -> s.module().equals(module.id()) ? source : s).toList();
            Source tested = later.equals(module) ? source : Sources.solution(course, later);
            findings.addAll(gate(later, runner.runGate(later, tested, earlier)));
        }
        return findings;
    }

    private static List<String> gate(Module module, Verdict verdict) {
        List<String> findings = new ArrayList<>(compilerErrors("module " + module.id() + " with it", verdict));
        verdict.results().stream().filter(r -> !r.passed()).forEach(r -> findings.add(
                "in " + module.id() + ", " + nameOf(r) + " fails with it: " + oneLine(r.failure().message())));
        return findings;
    }

    private Verdict run(Runner runner, Module module, Source source) {
        return runner.run(module, source, Earlier.of(course, module, m -> false).sources(), result -> { });
    }

    private static List<String> compilerErrors(String what, Verdict verdict) {
        return verdict.errors().stream().map(error -> what + " does not compile: " + where(error) + oneLine(error.message()))
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
