package workbook.coach.worker;

/**
 * What came of one test, or of one invocation of a parameterized one.
 *
 * @param id       class and method, such as {@code Task4RacesTest.twoWriters}
 * @param name     the sentence that the learner reads
 * @param with     the invocation's arguments in words; empty for a plain test
 * @param task     the task that it belongs to, from 1
 * @param stretch  whether it is for home, beyond the gate
 * @param failure  what went wrong, or null when it passed
 * @param database the database that it ran on; empty where it needed none
 * @param output   what the learner's code printed meanwhile
 */
public record TestResult(
        String id,
        String name,
        String with,
        int task,
        boolean stretch,
        Failure failure,
        String database,
        String output) {

    public boolean passed() {
        return failure == null;
    }
}
