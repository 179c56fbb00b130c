package workbook.coach.worker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets what has not begun be skipped, once the learner has saved again: JUnit Platform 1.14 has no other way to end a run
 * early. Found by the engine through {@code META-INF/services}. Requests are numbered upwards, and one that is canceled
 * takes all before it along.
 */
public final class Cancellation implements ExecutionCondition {

    private static volatile long canceled = -1;
    private static volatile long current;

    /** Ends a request, be it under way or still to come. @return whether it is under way */
    static boolean request(long id) {
        canceled = Math.max(canceled, id);
        return current == id;
    }

    static void begin(long id) {
        current = id;
    }

    static boolean isRequested() {
        return current <= canceled;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isRequested()
                ? ConditionEvaluationResult.disabled("the file was saved again")
                : ConditionEvaluationResult.enabled("nobody has saved again");
    }
}
