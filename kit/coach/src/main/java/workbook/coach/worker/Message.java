package workbook.coach.worker;

/**
 * What a worker tells the coach, a line of JSON each.
 *
 * @param event  what happened
 * @param test   the test's id, for {@link Event#BEGAN}
 * @param name   the test's sentence, for {@link Event#BEGAN}
 * @param result for {@link Event#ENDED}
 */
public record Message(Event event, String test, String name, TestResult result) {

    /** What can happen. */
    public enum Event {
        /** The worker is warm and waits for a request. */
        READY,
        /** A test began. */
        BEGAN,
        /** A test ended. */
        ENDED,
        /** The learner's code has printed more than anyone reads. */
        FLOODED,
        /** All tests of the request have ended. */
        DONE
    }

    static Message ready() {
        return new Message(Event.READY, null, null, null);
    }

    static Message began(String test, String name) {
        return new Message(Event.BEGAN, test, name, null);
    }

    static Message ended(TestResult result) {
        return new Message(Event.ENDED, null, null, result);
    }

    static Message flooded() {
        return new Message(Event.FLOODED, null, null, null);
    }

    static Message done() {
        return new Message(Event.DONE, null, null, null);
    }
}
