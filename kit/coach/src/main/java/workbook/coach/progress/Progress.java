package workbook.coach.progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.FileLock;
import workbook.coach.files.Folders;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;

/**
 * The learner's progress, in {@code .workbook/progress.json}: a text file that a person can read, commit, or take to
 * another machine. It names modules and nothing of this machine.
 */
public final class Progress {

    private static final int FORMAT = 1;
    private static final int REMEMBERED_ATTEMPTS = 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What the file holds. */
    private record Saved(int format, Map<String, ModuleProgress> modules) {}

    private final Course course;
    private final Path file;
    private final Map<String, ModuleProgress> modules = new TreeMap<>();
    private Optional<String> complaint = Optional.empty();

    private Progress(Course course) {
        this.course = course;
        this.file = course.hidden().resolve("progress.json");
    }

    /** Reads a clone's progress. A file that can't be used is kept aside, and {@link #complaint} says so. */
    public static Progress load(Course course) {
        Progress progress = new Progress(course);
        progress.read();
        return progress;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Saved saved = JSON.readValue(Folders.read(file), Saved.class);
            if (saved.format() != FORMAT || saved.modules() == null) {
                keepAside("is of another version of the workbook (format " + saved.format() + ")");
                return;
            }
            modules.clear();
            modules.putAll(saved.modules());
        } catch (JacksonException e) {
            keepAside("can't be read");
        }
    }

    /** One sentence on a file that could not be used, if there was one. */
    public Optional<String> complaint() {
        return complaint;
    }

    public ModuleProgress of(Module module) {
        return modules.getOrDefault(module.id(), ModuleProgress.NONE);
    }

    /** The first module that is neither done nor skipped; the last one when all are. */
    public Module current(Course course) {
        return course.modules().stream()
                .filter(m -> !of(m).over())
                .findFirst()
                .orElse(course.modules().getLast());
    }

    /**
     * Notes what came of a run.
     *
     * @param passed whether the module counts as done by it: when its gate is not passed, then by the fast lane
     */
    public void record(Module module, Verdict verdict, boolean passed) {
        Optional<String> attempt = Attempt.of(course, module, verdict);
        change(module, before -> {
            ModuleProgress now = before.withOpenTask(openTask(before, verdict));
            return verdict.gatePassed()
                    ? now.withPassed(Sources.testsHash(course, module))
                    : passed
                            ? now.withFast()
                            : now.withRed(
                                    attempt.map(stamp -> attempts(now, stamp)).orElse(now.attempts()));
        });
    }

    public void skip(Module module) {
        change(module, before -> before.withSkipped(true));
    }

    /** Takes up a module that was skipped. */
    public void resume(Module module) {
        change(module, before -> before.withSkipped(false));
    }

    /** Forgets all about a module: it is to be done from its stub. */
    public void forget(Module module) {
        change(module, before -> ModuleProgress.NONE);
    }

    /** Notes that a round of {@code break} was played. */
    public void roundPlayed(Module module) {
        change(module, before -> before.withRounds(before.rounds() + 1));
    }

    /** Notes that one more hint of a task has been shown. */
    public void hintShown(Module module, int task, int level) {
        change(module, before -> {
            Map<String, Integer> hints = new TreeMap<>(before.hints());
            hints.merge(Integer.toString(task), level, Math::max);
            return before.withHints(hints);
        });
    }

    public int hintsShown(Module module, int task) {
        return of(module).hints().getOrDefault(Integer.toString(task), 0);
    }

    public void predicted(Module module, String answer) {
        change(module, before -> before.withPrediction(answer));
    }

    /** What does not compile can't tell: then it is the task of the run before. */
    private static int openTask(ModuleProgress before, Verdict verdict) {
        return verdict.compiled() ? verdict.firstFailure().map(TestResult::task).orElse(0) : before.openTask();
    }

    private static List<String> attempts(ModuleProgress now, String attempt) {
        String stamp = ModuleProgress.attemptAt(now.openTask()) + attempt;
        List<String> attempts = new ArrayList<>(now.attempts());
        attempts.remove(stamp);
        attempts.add(stamp);
        return attempts.subList(Math.max(0, attempts.size() - REMEMBERED_ATTEMPTS), attempts.size());
    }

    /**
     * Changes one module as the file has it now: another terminal may have changed it, or others, since it was read. The new
     * file takes the place of the old one in one step.
     */
    private synchronized void change(Module module, UnaryOperator<ModuleProgress> change) {
        try (FileLock.Held alone = FileLock.hold(file.resolveSibling("progress.lock"))) {
            read();
            modules.put(module.id(), change.apply(of(module)));
            Path draft = file.resolveSibling("progress.json.draft");
            Folders.write(draft, JSON.writeValueAsString(new Saved(FORMAT, new LinkedHashMap<>(modules))) + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepAside(String why) {
        Path aside = file.resolveSibling("progress.kept-aside.json");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            complaint = Optional.of("The progress file " + why + "; it was kept as " + aside.getFileName()
                    + " beside it. Modules count as done again when their tests pass.");
        } catch (IOException e) {
            complaint = Optional.of("The progress file " + file + " " + why + ": starting afresh.");
        }
    }
}
