package workbook.coach.offline;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.coach.UserException;
import workbook.coach.files.Folders;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;

/**
 * Fetches all that the workbook wants from the network, once, by doing what will be done later: a list of what that needs
 * would be wrong soon.
 */
public final class Prefetch {

    /** A test that needs no database: Maven fetches what runs tests when there is one to run. */
    private static final String A_TEST = "eventstore.given.JsonTest";

    private final Path home;

    /** @param home the clone */
    public Prefetch(Path home) {
        this.home = home;
    }

    /**
     * Fills the local Maven repository: for the whole build, for its tests, for the coach, and for a clean.
     *
     * @param maven the program, as the launcher found it; empty when it did not
     * @throws UserException when Maven is missing or fails
     */
    public void maven(String maven) {
        if (maven.isEmpty()) {
            throw new UserException(
                    "There is no mvn on the PATH, and it is what fetches: install Maven 3.8 or newer, for example "
                            + "from https://maven.apache.org, and run ./workbook prefetch again.");
        }
        Program program = new Program(Path.of(maven));
        Path scratch = home.resolve(".workbook/prefetch");
        build(
                program,
                "verify",
                "-Pinstall-coach",
                "-Dcoach.lib=" + scratch,
                "-Dtest=" + A_TEST,
                "-Dsurefire.failIfNoSpecifiedTests=false");
        Folders.delete(scratch);
        build(program, "clean", "--non-recursive"); // the top folder has nothing to clean
    }

    private void build(Program maven, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-B", "-q", "-Dstyle.color=never"));
        all.addAll(List.of(arguments));
        if (maven.run(home, Redirect.INHERIT, all) != 0) {
            throw new UserException(
                    "Maven could not fetch or build everything: its words are above. Is the network up, and does a "
                            + "proxy need to be named in ~/.m2/settings.xml? Then run ./workbook prefetch again.");
        }
    }

    /**
     * Starts PostgreSQL where {@code WORKBOOK_POSTGRES} says: an embedded one is unpacked then, an image is pulled.
     *
     * @return the server
     */
    public Postgres postgres() {
        return PostgresLadder.climb(home, PostgresLadder.setting());
    }

    /**
     * Lets JBang fetch the libraries of the notebooks.
     *
     * @return how many notebooks are ready; nothing where there is no JBang
     * @throws UserException when JBang fails
     */
    public Optional<Integer> jbang() {
        return Program.onPath("jbang").map(jbang -> {
            List<Path> notebooks = Folders.files(home.resolve("notebooks"), ".jsh").stream()
                    .filter(file -> file.getFileName().toString().matches("\\d\\d-.*"))
                    .toList();
            for (Path notebook : notebooks) {
                if (jbang.run(home, Redirect.DISCARD, List.of("--quiet", "info", "classpath", notebook.toString()))
                        != 0) {
                    throw new UserException(
                            "JBang could not fetch the libraries of " + notebook + ": its words are above.");
                }
            }
            return notebooks.size();
        });
    }
}
