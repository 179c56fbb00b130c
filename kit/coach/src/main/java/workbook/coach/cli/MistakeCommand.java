package workbook.coach.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.UserException;
import workbook.coach.author.NewMistake;
import workbook.coach.author.Rebase;
import workbook.coach.author.Rebase.Outcome;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.git.Git;

@Command(
        name = "mistake",
        description = "Write down what is edited in a reference as a mistake, and put the reference back.",
        mixinStandardHelpOptions = true)
final class MistakeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02")
    private String typed;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "what to call it, such as no-lock; one that is there gets the new change and keeps its words")
    private String slug;

    @Option(
            names = "--rebase",
            description = "Instead, bring the module's mistakes up to date with a changed reference.")
    private boolean rebase;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Module module = course.find(typed);
        if (rebase == (slug != null)) {
            throw new UserException(
                    "Either give the mistake a name, or bring all of them up to date: ./workbook author mistake "
                            + module.number() + " NAME, or ./workbook author mistake --rebase " + module.number()
                            + ".");
        }
        Git git = Git.in(course.home());
        return rebase
                ? rebase(new Rebase(course, module, git).all(), module)
                : take(course, module, new NewMistake(course, module, git));
    }

    private int take(Course course, Module module, NewMistake mistake) {
        List<String> putBack = mistake.take(slug);
        System.out.println(course.shown(Mistake.file(course, module, slug))
                + " has the change, and the reference is as it is " + "committed again:");
        putBack.forEach(file -> System.out.println("  " + file));
        System.out.println("Say in it what is wrong, and which test catches it. ./workbook author check "
                + module.number() + " tells which tests fail.");
        return 0;
    }

    private static int rebase(Map<String, Outcome> outcomes, Module module) {
        outcomes.forEach((slug, outcome) -> System.out.println(
                switch (outcome) {
                    case THE_SAME -> "  ok   " + slug;
                    case RENEWED -> "  ok   " + slug + " is brought up to date";
                    case BY_HAND ->
                        "  FIX  " + slug
                                + " needs your hand: commit the new reference, make the mistake in it once more, "
                                + "and run\n         ./workbook author mistake " + module.number() + " " + slug;
                }));
        return outcomes.containsValue(Outcome.BY_HAND) ? 1 : 0;
    }
}
