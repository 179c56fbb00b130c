package workbook.coach.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.coach.author.SolutionBranch;
import workbook.coach.curriculum.Course;

@Command(
        name = "solution-branch",
        description = "Make a branch on which the exercises are solved, one commit a module.",
        mixinStandardHelpOptions = true)
final class SolutionBranchCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "solution",
            description = "the branch's name; ${DEFAULT-VALUE} without one")
    private String name;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        List<String> commits = new SolutionBranch(course).create(name);
        for (int i = 0; i < commits.size(); i++) {
            System.out.println(commits.get(i).substring(0, 12) + "  "
                    + course.modules().get(i).id());
        }
        System.out.println("The branch is " + name + ". Your working tree and your branch are as they were.");
        System.out.println("One step:    git diff " + name + "~1 " + name);
        System.out.println("Publish it:  git push origin " + name);
        return 0;
    }
}
