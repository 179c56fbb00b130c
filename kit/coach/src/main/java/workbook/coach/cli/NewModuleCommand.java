package workbook.coach.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.coach.author.NewModule;

@Command(
        name = "new-module",
        description = "Lay out a module with every part that a module has.",
        mixinStandardHelpOptions = true)
final class NewModuleCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NN-name", description = "its folder's name, such as 08-global-ordering")
    private String id;

    @Override
    public Integer call() {
        List<String> files = new NewModule(Workbook.course(), id).layOut();
        String number = id.substring(0, 2);
        System.out.println("Module " + id + " is laid out: a small one that works. Make it yours, in this order:");
        System.out.println("  exercises/curriculum.yaml (title, minutes, tasks)");
        files.forEach(file -> System.out.println("  " + file));
        System.out.println(
                "./workbook author check " + number + " tells what is missing. Once the stub is what a clone should "
                        + "have, author check --record " + number + " notes it.");
        return 0;
    }
}
