package workbook.coach.report;

import java.util.List;
import java.util.Optional;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.diagnosis.Diagnosis;
import workbook.coach.diagnosis.KnownMistake;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;
import workbook.coach.run.Lane;
import workbook.coach.run.Verdict;

/**
 * What a card says beside the verdict itself.
 *
 * @param lane       how much is asked before the module counts as done
 * @param diagnosis  the known mistakes that would fail like this
 * @param blamed     the earlier module whose code, the learner's own, makes the first red test fail
 * @param offerHint  whether to speak of the first hint: there were several attempts, and none was asked for yet
 * @param prediction the lesson's question, where the learner answered it
 * @param answer     the learner's answer to it
 */
public record CardContext(
        Lane lane,
        Diagnosis diagnosis,
        Optional<Module> blamed,
        boolean offerHint,
        Optional<Prediction> prediction,
        String answer) {

    public static final CardContext NONE =
            new CardContext(Lane.WHOLE, Diagnosis.NONE, Optional.empty(), false, Optional.empty(), "");

    private static final int ATTEMPTS = 3;

    /** Gathers them, once the run is noted in the progress. */
    public static CardContext of(Course course, Progress progress, Module module, Verdict verdict, Lane lane) {
        ModuleProgress of = progress.of(module);
        String answer = of.prediction() == null ? "" : of.prediction();
        boolean offerHint =
                of.attemptsAtOpenTask() >= ATTEMPTS && progress.hintsShown(module, Math.max(1, of.openTask())) == 0;
        return new CardContext(
                lane,
                Diagnosis.of(() -> mistakes(course, module), verdict),
                Optional.empty(),
                offerHint,
                answer.isEmpty() ? Optional.empty() : Prediction.of(course, module),
                answer);
    }

    /** The same where an earlier module is to blame: then no mistake of this one is. */
    public CardContext blaming(Module earlier) {
        return new CardContext(lane, Diagnosis.NONE, Optional.of(earlier), offerHint, prediction, answer);
    }

    /** A mistake that can't be read is the author's to mend, and author check says so: a learner's card goes without. */
    private static List<KnownMistake> mistakes(Course course, Module module) {
        try {
            return KnownMistake.of(course, module);
        } catch (UserException e) {
            return List.of();
        }
    }
}
