package workbook.coach.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.author.Answers;
import workbook.coach.author.Answers.Tried;
import workbook.coach.author.RunnerPool;
import workbook.coach.curriculum.Course;
import workbook.coach.files.Folders;

@Command(
        name = "answers",
        description = "Try somebody's answers on the tests: wrong ones must be red, right ones green.",
        mixinStandardHelpOptions = true)
final class AnswersCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "has a folder a module, with files NAME.answer")
    private Path folder;

    @Parameters(
            index = "1..*",
            paramLabel = "ANSWER",
            description = "such as 02, 02/wrong or 02/wrong-read-like; all without one")
    private List<String> wanted = List.of();

    @Option(names = "--later", description = "Try right answers in every later module too.")
    private boolean later;

    @Option(
            names = "--accepted",
            paramLabel = "FILE",
            description = "Lists wrong answers that may be green, an id a line.")
    private Path accepted;

    @Option(names = "--record", description = "Put what becomes of them on record, for the diagnosis.")
    private boolean record;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        Answers answers = new Answers(course, accepted == null ? Set.of() : ids(accepted));
        int wrong = 0;
        try (RunnerPool runners = new RunnerPool(course, course.hidden().resolve("build/check"))) {
            List<CompletableFuture<Tried>> trials = answers.trials(folder, wanted, later).stream()
                    .map(trial -> runners.with(trial::with))
                    .toList();
            for (CompletableFuture<Tried> each : trials) {
                Tried tried = each.join();
                wrong += tried.expected() ? 0 : 1;
                System.out.println(line(tried));
            }
            if (record) {
                answers.record(trials.stream().map(CompletableFuture::join).toList());
            }
            System.out.println(trials.size() + " answers, " + wrong + " not as they should be");
        }
        return wrong > 0 ? 1 : 0;
    }

    private static String line(Tried tried) {
        String failing = tried.verdict().failing().stream()
                .map(id -> id.substring(id.indexOf('.') + 1))
                .collect(Collectors.joining(", "));
        String errors = tried.verdict().errors().stream()
                .map(error -> error.message().lines().findFirst().orElse(""))
                .collect(Collectors.joining("; "));
        return String.format(
                        "%s %-55s %-12s %s%s  %s",
                        tried.expected() ? " " : "x",
                        tried.id(),
                        tried.state(),
                        failing,
                        errors,
                        String.join(" | ", tried.named()))
                .stripTrailing();
    }

    private static Set<String> ids(Path file) {
        return Folders.read(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ")[0])
                .collect(Collectors.toSet());
    }
}
