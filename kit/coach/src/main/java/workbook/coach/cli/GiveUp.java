package workbook.coach.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import workbook.coach.UserException;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;

/** The gate before the reference: it opens once the module is passed, or when the learner gives up. */
final class GiveUp {

    @Option(names = "--give-up", description = "Show it although the module is not passed.")
    private boolean giveUp;

    @Mixin
    private Consent consent;

    /**
     * Whether the reference may be shown.
     *
     * @param command the command, to be named in what is said
     * @throws UserException when the module is not passed and the learner has not given up
     */
    boolean opens(Progress progress, Module module, String command) {
        if (progress.of(module).passed()) {
            return true;
        }
        if (!giveUp) {
            throw new UserException(
                    "Module " + module.number() + " is not passed yet. A hint takes less away: ./workbook hint "
                            + module.number() + ". To see the reference all the same: ./workbook " + command + " "
                            + module.number()
                            + " --give-up");
        }
        return consent.given(
                "What you have seen you can't find out any more. Show the reference of " + module.number() + "?");
    }
}
