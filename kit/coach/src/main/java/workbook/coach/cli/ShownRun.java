package workbook.coach.cli;

import java.util.function.BiConsumer;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.CardContext;
import workbook.coach.report.Cards;
import workbook.coach.report.JsonReport;
import workbook.coach.report.Prediction;
import workbook.coach.run.CancelToken;
import workbook.coach.run.Lane;
import workbook.coach.run.Runner;
import workbook.coach.watch.LearnerRun;

/** Runs a module on the learner's code and shows what came of it. */
final class ShownRun {

    private final Course course;
    private final Progress progress;
    private final Lane lane;

    ShownRun(Course course, Progress progress, Lane lane) {
        this.course = course;
        this.progress = progress;
        this.lane = lane;
    }

    /** For a person; before the first run the lesson's question is asked. Tells whether the module counts as done. */
    boolean printCard(Module module) {
        if (Person.isThere()) {
            Prediction.isDue(course, progress, module)
                    .ifPresent(due -> Prediction.note(progress, module, Person.predicts(due.question())));
        }
        return run(module, (outcome, context) -> {
            outcome.remarks().forEach(System.out::println);
            System.out.print(new Cards(course, Workbook.style())
                    .of(module, outcome.verdict(), context)
                    .whole());
        });
    }

    /** For a program. Tells whether the module counts as done. */
    boolean printJson(Module module) {
        return run(
                module,
                (outcome, context) -> System.out.println(new JsonReport(course)
                        .run(
                                module,
                                outcome.verdict(),
                                context,
                                outcome.earlier().inWords())));
    }

    private boolean run(Module module, BiConsumer<LearnerRun.Outcome, CardContext> show) {
        try (Runner runner = Runner.oneShot(course, course.hidden().resolve("build"))) {
            LearnerRun learner = new LearnerRun(course, progress, runner, lane);
            CancelToken never = new CancelToken();
            LearnerRun.Outcome outcome = learner.run(module, never, result -> {});
            CardContext context = CardContext.of(course, progress, module, outcome.verdict(), lane);
            show.accept(
                    outcome,
                    learner.culprit(module, outcome, never)
                            .map(context::blaming)
                            .orElse(context));
            return lane.passed(module, outcome.verdict());
        }
    }
}
