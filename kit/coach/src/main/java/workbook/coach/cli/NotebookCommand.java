package workbook.coach.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.notebook.Notebook;
import workbook.coach.notebook.NotebookMain;

@Command(
        name = "notebook",
        description = "Walk through a module's notebook, without JBang.",
        mixinStandardHelpOptions = true)
final class NotebookCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02, or appending")
    private String typed;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Module module = course.find(typed);
        Path file = Notebook.fileOf(course, module);
        if (!Files.exists(file)) {
            throw new UserException("There is no notebook of module " + module.id() + ": " + file + " is missing.");
        }
        return NotebookMain.run(course.home(), Notebook.read(file));
    }
}
