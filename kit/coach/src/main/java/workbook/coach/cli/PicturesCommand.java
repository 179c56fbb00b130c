package workbook.coach.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.Progress;
import workbook.coach.report.Card;
import workbook.coach.report.CardContext;
import workbook.coach.report.Cards;
import workbook.coach.report.Style;
import workbook.coach.run.Lane;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.watch.LoopPicture;
import workbook.coach.watch.Screen;

@Command(
        name = "pictures",
        description = "Draw the README's pictures anew: the screen with a mistake, and after it is mended.",
        mixinStandardHelpOptions = true)
final class PicturesCommand implements Callable<Integer> {

    private static final String MODULE = "02";
    private static final String MISTAKE = "no-version-check";
    private static final String BETWEEN = "The version is checked, the file is saved:";
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Module module = course.find(MODULE);
        Mistake mistake = Mistake.of(course, module).stream()
                .filter(each -> each.slug().equals(MISTAKE))
                .findFirst()
                .orElseThrow();
        try (Runner runner = Runner.forChecks(course, course.hidden().resolve("build/pictures"))) {
            List<Screen.Laid> screens = Stream.of(
                            Sources.mistake(course, module, mistake), Sources.solution(course, module))
                    .map(source -> screen(course, module, runner.runOnReference(module, source)))
                    .toList();
            for (LoopPicture.Theme theme : LoopPicture.Theme.values()) {
                String name = "docs/images/loop-" + theme.name().toLowerCase(Locale.ROOT) + ".svg";
                Folders.write(course.home().resolve(name), LoopPicture.of(screens, BETWEEN, theme));
                System.out.println(name);
            }
        }
        return 0;
    }

    private static Screen.Laid screen(Course course, Module module, Verdict verdict) {
        Progress progress = Progress.load(course);
        Cards cards = Cards.forScreen(course, Style.COLOURED);
        Card card = cards.of(module, verdict, CardContext.of(course, progress, module, verdict, Lane.WHOLE));
        String keys = Screen.keys(verdict.gatePassed(), course.after(module).isPresent());
        return new Screen(course, progress, cards, Style.COLOURED)
                .lay(new Screen.View(module, verdict, "", card, 0, keys), ROWS, COLUMNS);
    }
}
