package workbook.coach.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;

/** What a program reads: JSON, in the shapes that docs/coach.md describes. Paths begin at the clone's top folder. */
public final class JsonReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private record ListedModule(String id, String title, String tier, int minutes, String state, boolean current) {}

    private record Modules(List<ListedModule> modules) {}

    private record Standing(
            String current,
            String title,
            String state,
            int openTask,
            Map<String, Integer> hints,
            int attempts,
            long done,
            int modules) {}

    private record Error(String file, long line, long column, String message) {}

    private record Test(
            String id,
            String name,
            String with,
            int task,
            boolean stretch,
            boolean passed,
            String kind,
            String message,
            List<String> open) {}

    private record Run(
            String module,
            boolean passed,
            boolean compiled,
            String buildingOn,
            List<Error> errors,
            List<Test> tests,
            List<String> mistakes,
            String blamed) {}

    private final Course course;

    public JsonReport(Course course) {
        this.course = course;
    }

    /** Every module with how far the learner is. */
    public String list(Progress progress) {
        Module current = progress.current(course);
        return JSON.writeValueAsString(new Modules(course.modules().stream()
                .map(m -> new ListedModule(
                        m.id(),
                        m.title(),
                        m.tier(),
                        m.selfMinutes(),
                        ModuleTable.state(progress.of(m)),
                        m.equals(current)))
                .toList()));
    }

    /** Where the learner is. */
    public String status(Progress progress) {
        Module current = progress.current(course);
        ModuleProgress of = progress.of(current);
        return JSON.writeValueAsString(new Standing(
                current.id(),
                current.title(),
                ModuleTable.state(of),
                of.openTask(),
                of.hints(),
                of.attempts().size(),
                course.modules().stream()
                        .filter(m -> progress.of(m).passed() || progress.of(m).fast())
                        .count(),
                course.modules().size()));
    }

    /**
     * What came of a run.
     *
     * @param buildingOn whose earlier modules it was built on, in words
     */
    public String run(Module module, Verdict verdict, CardContext context, String buildingOn) {
        return JSON.writeValueAsString(new Run(
                module.id(),
                context.lane().passed(module, verdict),
                verdict.compiled(),
                buildingOn,
                verdict.errors().stream()
                        .map(e -> new Error(inClone(e.file()), e.line(), e.column(), e.message()))
                        .toList(),
                verdict.results().stream().map(result -> test(module, result)).toList(),
                context.diagnosis().mistakes().stream().map(Mistake::title).toList(),
                context.blamed().map(Module::id).orElse(null)));
    }

    private Test test(Module module, TestResult result) {
        boolean passed = result.passed();
        return new Test(
                result.id(),
                result.name(),
                result.with(),
                result.task(),
                result.stretch(),
                passed,
                passed ? null : result.failure().kind().name(),
                passed ? null : result.failure().message(),
                passed
                        ? List.of()
                        : new Places(course, module)
                                .toOpen(result).stream().map(Place::toString).toList());
    }

    private String inClone(Path file) {
        return file.startsWith(course.home()) ? course.shown(file) : file.toString();
    }
}
