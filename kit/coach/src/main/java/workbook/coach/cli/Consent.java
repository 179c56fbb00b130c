package workbook.coach.cli;

import picocli.CommandLine.Option;
import workbook.coach.UserException;

/** A yes to a question: typed at the terminal, or given beforehand with an option. */
final class Consent {

    @Option(names = "--yes", description = "Do not ask: the answer is yes.")
    private boolean yes;

    /**
     * Asks, unless the answer is there.
     *
     * @param question a sentence that says what will happen, and asks
     * @throws UserException when there is nobody to ask
     */
    boolean given(String question) {
        if (yes) {
            return true;
        }
        if (!Person.isThere()) {
            throw new UserException(question + " There is no terminal to answer at: add --yes to say so.");
        }
        return Person.agrees(question);
    }
}
