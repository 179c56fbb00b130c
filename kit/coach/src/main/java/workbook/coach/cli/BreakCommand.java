package workbook.coach.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.UserException;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.BreakRound;
import workbook.coach.report.Diff;
import workbook.coach.report.Text;
import workbook.coach.run.Runner;
import workbook.coach.watch.LearnerRun;

@Command(
        name = "break",
        description = "A game: see a mistake, guess which test turns red.",
        mixinStandardHelpOptions = true)
final class BreakCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODULE", description = "such as 02; one that you have passed")
    private String typed;

    @Option(names = "--mistake", paramLabel = "NAME", description = "The mistake; the next one without it.")
    private String slug;

    @Option(names = "--guess", paramLabel = "N", description = "The number of the test, for use without a terminal.")
    private Integer guess;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Progress progress = Workbook.progress(course);
        Module module = course.find(typed);
        if (!progress.of(module).passed()) {
            throw new UserException(
                    "Module " + module.number() + " is not passed yet, and the game would give it away: "
                            + "./workbook run " + module.number() + " comes first.");
        }
        Mistake mistake =
                mistake(Mistake.of(course, module), module, progress.of(module).rounds());
        System.out.println("A colleague has changed the reference of " + module.number() + ":\n");
        System.out.println(new Diff(course, Workbook.style()).toMistake(mistake));
        BreakRound round = play(course, module, mistake);
        System.out.print(round.question());
        int guessed = guess != null ? inRange(guess, round) : ask(round);
        if (guessed == 0) {
            String chosen = slug == null ? "" : " --mistake " + slug;
            System.out.print("\n" + Text.line("Guess", "./workbook break " + module.number() + chosen + " --guess N"));
            return 0;
        }
        progress.roundPlayed(module);
        System.out.print(
                "\n" + round.answer(guessed) + "\n" + Text.line("Again", "./workbook break " + module.number()));
        return round.isRed(guessed) ? 0 : 1;
    }

    private Mistake mistake(List<Mistake> mistakes, Module module, int rounds) {
        if (mistakes.isEmpty()) {
            throw new UserException("Module " + module.number() + " has no mistakes to play with: try another module.");
        }
        if (slug == null) {
            return mistakes.get(rounds % mistakes.size());
        }
        return mistakes.stream()
                .filter(mistake -> mistake.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new UserException("Module " + module.number() + " has no mistake '" + slug
                        + "': it has " + mistakes.stream().map(Mistake::slug).collect(Collectors.joining(", ")) + "."));
    }

    /** The run comes before the question: its results are the tests to choose from, and are not told yet. */
    private static BreakRound play(Course course, Module module, Mistake mistake) {
        try (Runner runner = Runner.oneShot(course, course.hidden().resolve("build"))) {
            return new BreakRound(
                    mistake,
                    LearnerRun.available(runner.runOnReference(module, Sources.mistake(course, module, mistake))),
                    Workbook.style());
        }
    }

    private static int ask(BreakRound round) {
        while (Person.isThere()) {
            String answer = Person.answer("\nYour guess, 1 to " + round.tests() + " (Enter: not now): ");
            if (answer.isEmpty()) {
                return 0;
            }
            if (answer.matches("\\d{1,3}") && isTest(Integer.parseInt(answer), round)) {
                return Integer.parseInt(answer);
            }
            System.out.println("Type one number, from 1 to " + round.tests() + ".");
        }
        return 0;
    }

    private static int inRange(int guess, BreakRound round) {
        if (!isTest(guess, round)) {
            throw new UserException("There is no test " + guess + ": guess from 1 to " + round.tests() + ".");
        }
        return guess;
    }

    private static boolean isTest(int number, BreakRound round) {
        return number >= 1 && number <= round.tests();
    }
}
