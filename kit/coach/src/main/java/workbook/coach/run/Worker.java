package workbook.coach.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.Message;
import workbook.coach.worker.Request;
import workbook.coach.worker.TestResult;
import workbook.coach.worker.WorkerMain;
import workbook.testing.Duel;
import workbook.testing.EventStoreTest;
import workbook.testing.postgres.PostgresLadder;
import workbook.testing.postgres.WorkbookHome;

/** A worker's process, seen from the coach. */
final class Worker implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How long a single test may go without a sign: longer than any limit of its own. */
    private static final Duration TEST_LIMIT = Duration.ofSeconds(20);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** The end of the worker's output. */
    private static final Message GONE = new Message(null, null, null, null);

    private final Process process;
    private final Channel channel;
    private final LastWords lastWords;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    private Worker(Process process, Channel channel) {
        this.process = process;
        this.channel = channel;
        this.lastWords = new LastWords(process.getInputStream());
        Thread.ofPlatform().daemon().name("worker-" + process.pid()).start(this::listen);
    }

    /**
     * Starts a worker; it is warm a moment later.
     *
     * @param home     the clone
     * @param postgres the setting of the PostgreSQL ladder that it is to use
     * @param keep     whether somebody will look at the databases of failed tests
     */
    static Worker start(Path home, String postgres, boolean keep) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Xms48m",
                "-Xmn32m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=0.1", // each run brings new classes: warm soon
                "-D" + WorkbookHome.PROPERTY + "=" + home,
                "-D" + EventStoreTest.KEEP + "=" + keep,
                "-D" + Duel.SHORT + "=true",
                "-Duser.timezone=UTC",
                "-D" + WorkerMain.POSTGRES_PROPERTY + "=" + Files.isDirectory(home.resolve("sql")),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                WorkerMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        try {
            Channel channel = new Channel();
            builder.environment().put(PostgresLadder.VARIABLE, postgres);
            builder.environment().put(WorkerMain.CHANNEL, channel.address());
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close(); // whoever reads System.in finds its end
            return new Worker(process, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a request to its end, or to where the learner's code ends it.
     *
     * @param token ends it
     * @param each  told of every result as it comes
     * @return false when the worker is of no use any more
     */
    boolean run(Request request, CancelToken token, Consumer<TestResult> each) {
        send(JSON.writeValueAsString(request));
        Optional<Message> running = Optional.empty();
        while (true) {
            Message message = next(running.isPresent() ? TEST_LIMIT : START_LIMIT);
            if (message == null) {
                return cutOff(
                        token,
                        each,
                        running,
                        running.isPresent() ? Kind.TIMEOUT : Kind.UNAVAILABLE,
                        running.isPresent()
                                ? "it did not end within " + TEST_LIMIT.toSeconds()
                                        + " seconds, so it was cut off: is there a loop " + "that never ends?"
                                : "they did not begin within " + START_LIMIT.toSeconds()
                                        + " seconds, which is not your code's fault: "
                                        + "./workbook doctor looks at the machine and at PostgreSQL.");
            }
            if (message == GONE) {
                return cutOff(
                        token,
                        each,
                        running,
                        Kind.EXIT,
                        running.isPresent()
                                ? "the Java process ended in the middle of this test: is there a System.exit in your"
                                        + " code?"
                                : "the Java process that runs the tests ended before the first one. "
                                        + lastWords.inWords());
            }
            switch (message.event()) {
                case READY -> {}
                case BEGAN -> running = Optional.of(message);
                case ENDED -> {
                    each.accept(message.result());
                    running = Optional.empty();
                }
                case FLOODED -> {
                    return cutOff(
                            token,
                            each,
                            running,
                            Kind.OUTPUT,
                            "it printed more than anyone reads, so it was cut off: is "
                                    + "there a print in a loop that never ends?");
                }
                case DONE -> {
                    return true;
                }
            }
        }
    }

    /** Asks the worker to end a request soon: what has not begun is skipped, what runs on the server is canceled. */
    void cancel(Request request) {
        send(Request.CANCEL + request.id());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, whatever it is doing. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets the process tidy up and end by itself. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            kill();
        }
    }

    /** Ends the worker, and blames the test that was running; nobody is to blame when the learner has saved again. */
    private boolean cutOff(
            CancelToken token, Consumer<TestResult> each, Optional<Message> running, Kind kind, String message) {
        kill();
        if (!token.isCanceled()) {
            String id = running.map(Message::test).orElse("");
            String name = running.map(Message::name).orElse("the tests");
            int task = id.matches("Task\\d.*") ? id.charAt(4) - '0' : 1;
            each.accept(new TestResult(
                    id,
                    name,
                    "",
                    task,
                    false,
                    new Failure(kind, kind.name(), message, List.of(), null, "", ""),
                    "",
                    ""));
        }
        return false;
    }

    private void send(String line) {
        try {
            channel.say(line);
        } catch (IOException e) {
            messages.add(GONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            messages.add(GONE);
        }
    }

    private Message next(Duration limit) {
        try {
            return messages.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GONE;
        }
    }

    private void listen() {
        try (BufferedReader lines = channel.open(process::isAlive)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                messages.add(JSON.readValue(line, Message.class));
            }
        } catch (IOException e) {
            // the process is gone
        } finally {
            close();
            messages.add(GONE);
        }
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
