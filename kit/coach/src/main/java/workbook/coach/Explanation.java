package workbook.coach;

import workbook.testing.postgres.PostgresUnavailableException;

/** What went wrong, as a person is told. */
public final class Explanation {

    private Explanation() {}

    /**
     * One or two sentences, and no stack trace.
     *
     * @param command what prints the stack trace, for a report of what nobody has foreseen
     */
    public static String of(Throwable wrong, String command) {
        if (wrong instanceof UserException || wrong instanceof PostgresUnavailableException) {
            return wrong.getMessage();
        }
        return RefusedFile.inWords(wrong)
                .orElse("This should not have happened: " + wrong + "\nPlease report it, with what " + command
                        + " prints.");
    }
}
