package workbook.coach.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.testing.postgres.EmbeddedServer;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;
import workbook.testing.postgres.PostgresUnavailableException;

@Command(
        name = "doctor",
        description = "Check what the workbook needs, and say how to mend it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final long ROOM = 500L * 1024 * 1024;

    private boolean healthy = true;

    @Override
    public Integer call() throws IOException {
        Path home = Workbook.home();
        good("JDK", Runtime.version() + " in " + System.getProperty("java.home"));
        maven();
        disk(home);
        postgres(home);
        return healthy ? 0 : 1;
    }

    private void maven() {
        String found = System.getProperty("workbook.maven", "");
        if (found.isEmpty()) {
            bad(
                    "Maven",
                    "not on the PATH: install Maven 3.8 or newer. The coach needs it after a change in kit/ only.");
        } else {
            good("Maven", found);
        }
    }

    private void disk(Path home) throws IOException {
        long free = Files.getFileStore(home).getUsableSpace();
        String room = free / 1024 / 1024 + " MB free for " + home.resolve(".workbook");
        if (free < ROOM) {
            bad("Disk", room + ": PostgreSQL and its test databases want 500 MB. Make room.");
        } else {
            good("Disk", room);
        }
    }

    private void postgres(Path home) {
        String setting = PostgresLadder.setting();
        String shown = setting.startsWith("jdbc:") ? "a URL" : setting;
        EmbeddedServer.whyNotHere().ifPresent(why -> System.out.println("  note  Embedded    " + why));
        try {
            Postgres postgres = PostgresLadder.climb(home, setting);
            try (Connection connection = postgres.connect()) {
                good(
                        "PostgreSQL",
                        connection.getMetaData().getDatabaseProductVersion() + ", " + postgres.rung() + ", at "
                                + postgres.address() + " (" + PostgresLadder.VARIABLE + " is " + shown + ")");
            }
        } catch (PostgresUnavailableException | SQLException e) {
            bad("PostgreSQL", e.getMessage());
        }
    }

    private void good(String what, String found) {
        System.out.printf("  ok    %-11s %s%n", what, found);
    }

    private void bad(String what, String found) {
        healthy = false;
        System.out.printf("  FIX   %-11s %s%n", what, found);
    }
}
