package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.build.Folders;
import workbook.coach.cli.Workbook;

/** Drives the real program in a pseudo-terminal, as a learner would: reads, saves, presses keys. */
@Timeout(120)
class WatchEndToEndTest {

    private static final String COUNT = "src/main/java/count/Count.java";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int COLUMNS = 80;
    private static final int ROWS = 40;
    private static final int LOW = 12;
    private static final String LEAVES_THE_SCREEN = "\u001B[?1049l";

    @TempDir
    Path folder;

    private FakeCourse fake;
    private PtyProcess program;
    private final StringBuilder screen = new StringBuilder();

    @BeforeEach
    void start() throws IOException {
        fake = new FakeCourse(folder);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TERM", "xterm");
        environment.put("NO_COLOR", "1");
        program = new PtyProcessBuilder(new String[] {
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Dworkbook.home=" + folder, "-Dworkbook.terminal=true",
                "-cp", System.getProperty("java.class.path"), Workbook.class.getName()})
                .setEnvironment(environment).setInitialColumns(COLUMNS).setInitialRows(ROWS).start();
        InputStream output = program.getInputStream();
        Thread.ofPlatform().daemon().start(() -> read(output));
    }

    @AfterEach
    void stop() {
        program.destroyForcibly();
    }

    @Test
    @DisplayName("question, red, a save, green, the next module, a hint, the list, and out")
    void wholeWalk() throws Exception {
        awaitScreen("What is it?");
        type("five\r");
        awaitScreen("TODO task 1: add");
        awaitScreen("x two and three are five");

        clear();
        save("solutions/00-count/" + COUNT);
        awaitScreen("00 Count  done");
        awaitScreen("1 of 2 modules done");
        awaitScreen("You said: five");

        clear();
        type("n");
        awaitScreen("01 Double  before you begin");
        type("\r");
        awaitScreen("Building on: 00 yours");
        awaitScreen("TODO task 1: double");

        type("h");
        awaitScreen("Hint 1 of 3: a question");
        type("h");
        awaitScreen("Hint 2 of 3: a pointer");
        type("l");
        awaitScreen("you build");
        type("d");
        awaitScreen("can be compared once the module is done");
        type("q");
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it ends when asked to").isTrue();
        assertThat(program.exitValue()).isZero();
    }

    @Test
    @DisplayName("an endless loop, a System.exit and endless output are cut off and named, and the coach lives on")
    void codeThatNeverEnds() throws Exception {
        begin();
        saveBody("while (true) { }");
        clear();
        saveBody("System.exit(3); return 0;");
        awaitScreen("the Java process ended in the middle of this test");

        clear();
        saveBody("while (true) { System.out.println(a + b); }");
        awaitScreen("it printed more than anyone reads");

        clear();
        saveBody("retrn a + b;");
        awaitScreen("does not compile yet");

        clear();
        saveBody("return a + b;");
        awaitScreen("00 Count  done");
    }

    @Test
    @DisplayName("a byte that is no UTF-8 is named with its place, and the next save is run; so is a file that was made meanwhile")
    void unreadable() throws Exception {
        begin();
        Folders.writeBytes(folder.resolve("exercises/00-count").resolve(COUNT),
                "package count;\n// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        awaitScreen("Count.java:2 is not UTF-8");

        fake.write("exercises/00-count/src/main/java/count/More.java",
                "package count;\nfinal class More { static int sum(int a, int b) { return a + b; } }\n");
        saveBody("return More.sum(a, b);");
        awaitScreen("00 Count  done");

        clear();
        fake.write("exercises/00-count/src/main/java/count/More.java",
                "package count;\nfinal class More { static int sum(int a, int b) { return a - b; } }\n");
        awaitScreen("x two and three are five");
    }

    @Test
    @DisplayName("a card that is too long is paged; the window may shrink in the middle of it")
    void paging() throws Exception {
        begin();
        saveBody("throw new IllegalStateException(\"line\\n\".repeat(17) + \"the end\");");
        awaitScreen("IllegalStateException");
        program.setWinSize(new WinSize(COLUMNS, LOW));
        awaitScreen("space more");
        type(" ");
        type("\u001B[F");
        awaitScreen("home top");
        clear();
        type("\u001B[H");
        awaitScreen("task 1: Add");
    }

    @Test
    @DisplayName("Ctrl-C gives the terminal back, and the coach ends")
    void interrupted() throws Exception {
        begin();
        type("\u0003");

        awaitScreen(LEAVES_THE_SCREEN);
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    }

    private void begin() throws Exception {
        awaitScreen("What is it?");
        type("\r");
        awaitScreen("TODO task 1: add");
    }

    /** Editors write beside and rename: the file that is watched is replaced by another. */
    private void save(String from) throws IOException {
        Path file = folder.resolve("exercises/00-count").resolve(COUNT);
        Path beside = file.resolveSibling(".Count.java.swp");
        Files.copy(folder.resolve(from), beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void saveBody(String body) {
        fake.write("exercises/00-count/" + COUNT,
                "package count;\npublic final class Count {\n    public static int add(int a, int b) {\n        "
                        + body + "\n    }\n}\n");
    }

    private void type(String keys) throws IOException {
        program.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        program.getOutputStream().flush();
    }

    private void read(InputStream output) {
        byte[] bytes = new byte[4096];
        try {
            for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.UTF_8);
                synchronized (screen) {
                    screen.append(text);
                    screen.notifyAll();
                }
            }
        } catch (IOException e) {
            // the program has ended
        }
    }

    /** Forgets what has been drawn: from now on only lines that change are seen. */
    private void clear() {
        synchronized (screen) {
            screen.setLength(0);
        }
    }

    private void awaitScreen(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (screen) {
            while (screen.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("'" + text + "' did not appear; this was drawn:\n" + screen);
                }
                screen.wait(left);
            }
        }
    }
}
