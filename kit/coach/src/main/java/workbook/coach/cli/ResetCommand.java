package workbook.coach.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;
import workbook.coach.report.Text;
import workbook.coach.restore.Backup;
import workbook.coach.restore.Stubs;

@Command(
        name = "reset",
        description = "Put a module's files back to their stubs. Your versions are kept.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02")
    private String typed;

    @Mixin
    private Consent consent;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Module module = course.find(typed);
        Map<String, String> stubs = new Stubs(course, Git.in(course.home())).ofChanged(module);
        if (stubs.isEmpty()) {
            System.out.println("The files of " + module.id() + " are as the clone had them: nothing to do.");
            return 0;
        }
        if (!consent.given("Put back " + String.join(", ", stubs.keySet()) + "? Your version is kept.")) {
            System.out.println("Nothing was changed.");
            return 0;
        }
        Path kept = Backup.keep(course, stubs.keySet(), Workbook.now());
        stubs.forEach((file, text) -> Folders.write(course.home().resolve(file), text));
        Workbook.progress(course).forget(module);
        System.out.print("Module " + module.number() + " is as the clone had it, and to be done again.\n"
                + Text.line("Yours", course.shown(kept))
                + Text.line("Next", "./workbook run " + module.number()));
        return 0;
    }
}
