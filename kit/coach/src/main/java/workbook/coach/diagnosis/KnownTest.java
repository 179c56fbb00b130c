package workbook.coach.diagnosis;

import workbook.coach.worker.TestResult;

/**
 * A test of a module, as far as a diagnosis needs it.
 *
 * @param test    its id
 * @param task    the task that it belongs to, from 1
 * @param stretch whether it is for home
 */
public record KnownTest(String test, int task, boolean stretch) {

    static KnownTest of(TestResult result) {
        return new KnownTest(result.id(), result.task(), result.stretch());
    }
}
