package workbook.coach.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.run.Earlier;
import workbook.coach.run.Verdict;

/** What a learner should know of a run beside its verdict: what it was built on, and what a pull has changed since they were here. */
final class Remarks {

    private final Course course;
    private final Module module;

    Remarks(Course course, Module module) {
        this.course = course;
        this.module = module;
    }

    /**
     * The remarks on a run, a line each.
     *
     * @param earlier whose earlier modules it was built on
     * @param before  what was known of the module before the run
     */
    List<String> on(Verdict verdict, Earlier earlier, ModuleProgress before) {
        List<String> remarks = new ArrayList<>();
        if (!earlier.inWords().isEmpty()) {
            remarks.add("Building on: " + earlier.inWords());
        }
        for (Path own : Sources.alsoGiven(course, module)) {
            remarks.add(course.shown(own)
                    + " is given now, in kit/given, and yours is used in its place. Delete yours, unless you want"
                    + " what you changed in it");
        }
        if (!verdict.gatePassed()) {
            for (String file : module.edit()) {
                conflictMarks(course.exercise(module).resolve(file)).ifPresent(remarks::add);
            }
        }
        if (before.passed()
                && verdict.compiled()
                && !verdict.gatePassed()
                && !Sources.testsHash(course, module).equals(before.tests())) {
            remarks.add("The tests are stricter now than those you passed");
        }
        return remarks;
    }

    /** What to do about the marks that a merge has left in a file, when the learner and the workbook had both changed it. */
    private Optional<String> conflictMarks(Path file) {
        String text = Folders.readIfThere(file);
        if (text.lines().noneMatch(line -> line.startsWith("<<<<<<< "))) {
            return Optional.empty();
        }
        String side = text.lines().anyMatch(line -> line.equals(">>>>>>> Stashed changes")) ? "--theirs" : "--ours";
        return Optional.of("git has left conflict marks in " + course.shown(file)
                + ". To keep your version: git checkout " + side + " -- " + course.shown(file));
    }
}
