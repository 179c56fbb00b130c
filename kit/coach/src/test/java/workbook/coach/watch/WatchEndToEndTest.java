package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
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
import workbook.coach.cli.Workbook;

/** Drives the real program in a pseudo-terminal, as a learner would: reads, saves, presses keys. */
@Timeout(120)
class WatchEndToEndTest {

    private static final String COUNT = "src/main/java/count/Count.java";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
                .setEnvironment(environment).setInitialColumns(80).setInitialRows(40).start();
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
        awaitScreen("TODO 00-count, task 1: add");
        awaitScreen("x two and three are five");

        clear();
        save("solutions/00-count/" + COUNT);
        awaitScreen("00 Count  done");
        awaitScreen("1 of 2 modules done");
        awaitScreen("five");

        clear();
        type("n");
        awaitScreen("What is it?");
        type("\r");
        awaitScreen("Building on: 00 yours");
        awaitScreen("TODO 01-double, task 1: double");

        clear();
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
        awaitScreen("What is it?");
        type("\r");
        awaitScreen("TODO 00-count, task 1: add");

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
                synchronized (screen) {
                    screen.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                    screen.notifyAll();
                }
            }
        } catch (IOException e) {
            // the program has ended
        }
    }

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
                    throw new AssertionError("'" + text + "' did not appear; the screen shows:\n" + screen);
                }
                screen.wait(left);
            }
        }
    }
}
