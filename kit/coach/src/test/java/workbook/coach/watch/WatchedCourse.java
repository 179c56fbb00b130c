package workbook.coach.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.coach.FakeCourse;
import workbook.coach.cli.Workbook;
import workbook.coach.files.Folders;

/** The fake course on disk, saved to as editors do, and the watch of it in a terminal. */
final class WatchedCourse {

    private static final String SOURCES = "exercises/00-count/src/main/java/count/";

    private static final String TEST = "exercises/00-count/src/test/java/count/Task1AddTest.java";
    private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");

    private final FakeCourse fake;

    WatchedCourse(Path folder) {
        fake = new FakeCourse(folder);
    }

    FakeCourse fake() {
        return fake;
    }

    /** Makes a test of 00-count need a database. */
    void usesPostgres() {
        fake.write("sql/00-count.sql", "create table numbers (number int);\n");
        fake.write("exercises/00-count/sql/00-count.sql", "create table numbers (number int);\n");
        fake.replace(TEST, "@Tag(\"task-1\")", "@Tag(\"task-1\")\n@workbook.testing.EventStoreTest(\"00-count\")");
        fake.replace(
                TEST,
                "void twoAndThree() {",
                """
                void twoAndThree(java.sql.Connection connection) throws java.sql.SQLException {
                        connection.createStatement().execute("insert into numbers values (5)");
                """);
    }

    /** Kills the clone's PostgreSQL at once, as a crash would. */
    void killServer() throws InterruptedException, ExecutionException {
        Matcher pid = PID.matcher(Folders.read(fake.home().resolve(".workbook/server.json")));
        if (!pid.find()) {
            throw new IllegalStateException("no server runs");
        }
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
        server.destroyForcibly();
        server.onExit().get();
    }

    /** A file of the learner's in 00-count. */
    Path file(String name) {
        return fake.home().resolve(SOURCES + name);
    }

    /** Starts a watch. */
    PseudoTerminal start(Map<String, String> environment) throws IOException {
        return new PseudoTerminal(fake.home(), environment, command());
    }

    /** Starts a watch, and goes on to the first red card. */
    PseudoTerminal open() throws Exception {
        PseudoTerminal terminal = start(Map.of());
        pastTheQuestion(terminal);
        return terminal;
    }

    /** Leaves the question unanswered that comes before the first module. */
    static void pastTheQuestion(PseudoTerminal terminal) throws Exception {
        terminal.await("What is it?");
        terminal.type("\r");
        terminal.awaitVerdict("TODO task 1: add");
    }

    /** What starts the program. */
    String[] command() {
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dworkbook.home=" + fake.home(),
            "-Dworkbook.terminal=true",
            "-cp",
            System.getProperty("java.class.path"),
            Workbook.class.getName()
        };
    }

    /** Some editors write beside and rename: the file that is watched is replaced by another. */
    void replace(Path file, Path by) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".swp");
        Files.copy(by, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Saves 00-count with another body of its method, which takes a and b. */
    void saveBody(String body) {
        fake.write(SOURCES + "Count.java", withBody(body));
    }

    static String withBody(String body) {
        return """
                package count;
                public final class Count {
                    public static int add(int a, int b) {
                        %s
                    }
                }
                """
                .formatted(body);
    }

    /** Saves a second class of 00-count. */
    void saveMore(String body) {
        fake.write(
                SOURCES + "More.java",
                """
                package count;
                final class More {
                    static int sum(int a, int b) {
                        %s
                    }
                }
                """
                        .formatted(body));
    }
}
