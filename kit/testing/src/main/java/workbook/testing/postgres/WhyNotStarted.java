package workbook.testing.postgres;

import java.nio.file.Path;

/** Says in words why an embedded server did not start, and what to do. */
final class WhyNotStarted {

    private WhyNotStarted() {}

    /**
     * @param logged   the end of the server's log; empty where there is none
     * @param failure  what starting it threw
     * @param attempts how often it was tried
     * @param folder   where the server's files are
     * @param log      the log file
     */
    static String inWords(String logged, Throwable failure, int attempts, Path folder, Path log) {
        if (logged.contains("cannot be run as root") || logged.contains("unshare: ")) { // not the command: what it said
            return "The embedded PostgreSQL refuses to run as root, and this machine does not allow the way around it "
                    + "(unshare -U): run as an ordinary user, or set " + PostgresLadder.VARIABLE
                    + " to the URL of a server.";
        }
        if (logged.contains("could not look up effective user ID")) {
            return "The embedded PostgreSQL does not start for a user without a name: give this user an entry in "
                    + "/etc/passwd, or run as one who has it, or set " + PostgresLadder.VARIABLE
                    + " to the URL of a server.";
        }
        if ((logged + failure).contains("No space left")) {
            return "The embedded PostgreSQL did not start, because the disk of " + folder + " is full: make room and "
                    + "run the command again.";
        }
        return "The embedded PostgreSQL did not start (" + attempts + " attempts): "
                + PostgresLadder.oneLine(logged.isBlank() ? failure.getMessage() : logged)
                + " Its log is " + log + "; to start afresh, remove " + folder + ", or set "
                + PostgresLadder.VARIABLE + " to the URL of a server.";
    }
}
