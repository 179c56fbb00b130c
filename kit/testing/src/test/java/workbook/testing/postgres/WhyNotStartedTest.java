package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Why the embedded server did not start, in words")
class WhyNotStartedTest {

    private static final Path FOLDER = Path.of("clone", ".workbook", "postgres");
    private static final Path LOG = FOLDER.resolve("server.log");

    @Test
    @DisplayName("root, where there is no way around it: run as another user, or name a server")
    void root() {
        assertThat(inWords(
                        "initdb: error: cannot be run as root", new IllegalStateException("Process [initdb] failed")))
                .isEqualTo("The embedded PostgreSQL refuses to run as root, and this machine does not allow the way"
                        + " around it (unshare -U): run as an ordinary user, or set WORKBOOK_POSTGRES to the URL"
                        + " of a server.");
    }

    @Test
    @DisplayName("unshare itself is refused: the same sentence")
    void unshare() {
        assertThat(inWords("unshare: unshare failed: Operation not permitted", new IOException("gave up")))
                .contains("refuses to run as root", "WORKBOOK_POSTGRES");
    }

    @Test
    @DisplayName("unshare stands in the failed command only: what PostgreSQL said is shown, and root is not to blame")
    void unshareWorked() {
        assertThat(inWords(
                        "initdb: error: could not access directory \"data\": Permission denied",
                        new IllegalStateException("Process [unshare, -U, initdb, -D, data] failed")))
                .contains("Permission denied", "Its log is")
                .doesNotContain("root", "unshare");
        assertThat(inWords("", new IllegalStateException("Process [unshare, -U, initdb, -D, data] failed")))
                .doesNotContain("refuses to run as root");
    }

    @Test
    @DisplayName("a user that the system has no name for, as in a container: give it one")
    void noName() {
        assertThat(inWords(
                        "initdb: error: could not look up effective user ID 12345: user does not exist",
                        new IllegalStateException("Process [initdb, -D, data] failed")))
                .isEqualTo(
                        "The embedded PostgreSQL does not start for a user without a name: give this user an entry in"
                                + " /etc/passwd, or run as one who has it, or set WORKBOOK_POSTGRES to the URL of a"
                                + " server.");
    }

    @Test
    @DisplayName("a full disk: make room")
    void fullDisk() {
        assertThat(inWords("FATAL: could not write to file: No space left on device", new IOException("gave up")))
                .contains("disk of " + FOLDER + " is full", "make room");
    }

    @Test
    @DisplayName("anything else: PostgreSQL's own last words on one line, where the log is, and two ways out")
    void anythingElse() {
        assertThat(inWords("FATAL:  something odd\nHINT:  look there", new IOException("gave up")))
                .isEqualTo("The embedded PostgreSQL did not start (3 attempts): FATAL:  something odd HINT:  look there"
                        + " Its log is " + LOG + "; to start afresh, remove " + FOLDER
                        + ", or set WORKBOOK_POSTGRES to the URL of a server.");
    }

    @Test
    @DisplayName("an empty log: what starting it threw, instead")
    void emptyLog() {
        assertThat(inWords("", new IOException("Gave up waiting\nfor the server")))
                .contains("Gave up waiting for the server");
    }

    private static String inWords(String log, Exception failure) {
        return WhyNotStarted.inWords(log, failure, 3, FOLDER, LOG);
    }
}
