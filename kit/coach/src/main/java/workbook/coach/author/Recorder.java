package workbook.coach.author;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import workbook.coach.Trouble;
import workbook.coach.build.Folders;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.run.Runner;

/** Writes down what is found as what is expected: the stubs' hashes, the mistakes' signatures, the notebooks' output. */
public final class Recorder {

    private final Course course;
    private final Check check;
    private final Runner runner;

    /** @param runner runs the tests; the caller closes it */
    public Recorder(Course course, Runner runner) {
        this.course = course;
        this.check = new Check(course);
        this.runner = runner;
    }

    /** Records the stubs of all modules as they are. */
    public void stubs() {
        StubHashes.record(course);
    }

    /**
     * Runs a module's mistakes and writes which tests fail into each one's file.
     *
     * @throws Trouble when one of them can't be read, or no longer applies
     */
    public void signatures(Module module) {
        for (Mistake mistake : Mistake.of(course, module)) {
            Set<String> failing = check.signature(runner, module, mistake);
            Path file = Mistake.file(course, module, mistake.slug());
            Folders.write(file, withFails(Folders.read(file), failing));
        }
    }

    /** Runs a module's notebook and writes what it prints into {@code notebooks/expected}. */
    public static void notebook(Course course, Module module) {
        new NotebookCheck(course, module).record();
    }

    static String withFails(String text, Set<String> failing) {
        String line = "fails: [" + String.join(", ", failing) + "]";
        int end = text.indexOf("\n---\n", 4);
        String head = text.substring(0, end);
        String kept = head.replaceAll("\nfails:[^\n]*(\n +[^\n]*)*", "");
        return kept + "\n" + line + text.substring(end);
    }
}
