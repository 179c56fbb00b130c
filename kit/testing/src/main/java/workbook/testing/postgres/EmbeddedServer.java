package workbook.testing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The clone's own PostgreSQL, real and without Docker: binaries from Maven artifacts, data in
 * {@code .workbook/postgres}. Whoever comes first starts it, under a file lock; it outlives that JVM, and stops by
 * itself when nobody was connected for half an hour.
 */
public final class EmbeddedServer {

    /** How long the server stays up with nobody connected. */
    public static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
    private static final int START_ATTEMPTS = 3;
    private static final int SECONDS_TO_ANSWER = 20;
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final Path folder;
    private final Path lock;
    private final ServerFile file;
    private final Duration idleLimit;

    private EmbeddedServer(Path home, Duration idleLimit) {
        Path workbook = home.resolve(".workbook");
        this.folder = workbook.resolve("postgres");
        this.lock = workbook.resolve("server.lock");
        this.file = new ServerFile(workbook.resolve("server.json"));
        this.idleLimit = idleLimit;
    }

    /** @param home the clone */
    public static EmbeddedServer of(Path home) {
        return new EmbeddedServer(home, IDLE_LIMIT);
    }

    static EmbeddedServer of(Path home, Duration idleLimit) {
        return new EmbeddedServer(home, idleLimit);
    }

    /** @return why there can be no embedded server on this platform, or nothing where there can */
    public static Optional<String> whyNotHere() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String family = system.contains("win") ? "windows" : system.contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch");
        String architecture = machine.equals("aarch64") ? "arm_64" : machine.equals("amd64") ? "x86_64" : machine;
        String binaries = "/postgres-" + family + "-" + architecture + ".txz";
        return EmbeddedServer.class.getResource(binaries) != null ? Optional.empty() : Optional.of(
                "There are no embedded PostgreSQL binaries for this platform (" + family + ", " + machine + ").");
    }

    /**
     * The running server, or a new one.
     *
     * @throws PostgresUnavailableException when it can't be started, with the reason in words
     */
    public Postgres startOrReuse() {
        whyNotHere().ifPresent(why -> {
            throw new PostgresUnavailableException(why + " Set " + PostgresLadder.VARIABLE
                    + " to testcontainers, or to the URL of a server.");
        });
        return locked(() -> {
            Optional<Postgres> running = file.read().map(ServerFile.Entry::postgres).filter(EmbeddedServer::answers);
            return running.isPresent() ? running.get() : start();
        });
    }

    /**
     * Starts another server from the same binaries, when nobody else is unpacking them. It is the caller's to stop.
     *
     * @param settings all but the folder of the binaries
     */
    public EmbeddedPostgres startAnother(EmbeddedPostgres.Builder settings) {
        return locked(() -> settings.setOverrideWorkingDirectory(binaries().toFile()).start());
    }

    /** The server if it is up; starts nothing. */
    public Optional<Postgres> running() {
        return file.read().map(ServerFile.Entry::postgres).filter(EmbeddedServer::answers);
    }

    /**
     * Stops the server and every connection to it.
     *
     * @return false when none was running
     */
    public boolean stop() {
        return locked(() -> {
            boolean answered = running().isPresent();
            stopWhatRuns();
            return answered;
        });
    }

    private Postgres start() throws IOException {
        stopWhatRuns();
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce();
            } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
                stopWhatRuns();
                if (attempt == START_ATTEMPTS) {
                    throw new PostgresUnavailableException(
                            WhyNotStarted.inWords(lastLogLines(), e, START_ATTEMPTS, folder, log().toPath()));
                }
                delete(data());     // a folder that a crash has damaged holds test data only
                if (e instanceof ExceptionInInitializerError) {
                    delete(binaries());     // they were being unpacked when somebody was killed
                }
            }
        }
    }

    private Postgres startOnce() throws IOException {
        System.setProperty("ot.epg.working-dir", binaries().toString());
        String password = password();
        Files.deleteIfExists(log().toPath());
        data().resolve("epg-lock").toFile().delete();   // its JVM holds it for life, though the server be stopped
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries().toFile())
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log()))
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile().toString())
                .setLocaleConfig("set", "scram_iterations=1")      // the password is random: nothing to slow down
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("autovacuum_naptime", "1h")
                .setServerConfig("log_min_messages", "fatal")
                .setServerConfig("log_checkpoints", "off")
                .start();
        ServerFile.Entry entry = new ServerFile.Entry(server.getPort(), postmaster().orElseThrow().pid(), password);
        file.write(entry);
        ServerKeeper.launch(entry.postgres(), entry.pid(), idleLimit, log());
        return entry.postgres();
    }

    /** A server that is busy, or has no connection left, is in use by somebody: it is no reason to replace it. */
    private static boolean answers(Postgres postgres) {
        try (Connection connection = postgres.connect(SECONDS_TO_ANSWER)) {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return TOO_MANY_CONNECTIONS.equals(e.getSQLState());
        }
    }

    private void stopWhatRuns() {
        postmaster().ifPresent(this::end);
        file.delete();
    }

    /**
     * Told to stop, a server waits for its clients to leave. So its backends are told too, again and again: one may have
     * connected in this very moment. Processes that are no backends take it as well. The last thing that the server does
     * is to remove its note; its process may still be listed then, where nobody collects the dead.
     */
    private void end(ProcessHandle process) {
        process.destroy();
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (process.isAlive() && Files.exists(note())) {
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                return;
            }
            process.children().forEach(ProcessHandle::destroy);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** The process that runs on this data folder, as PostgreSQL itself noted it. */
    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(note())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of)
                    .filter(this::isOurs);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** After a restart of the machine, the noted id may be another's: perhaps of somebody's own PostgreSQL. */
    private boolean isOurs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.arguments().map(words -> List.of(words).contains(data().toString()))
                .orElseGet(() -> info.command().map(command -> command.contains("postgres")).orElse(true));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path note() {
        return data().resolve("postmaster.pid");
    }

    private File log() {
        return folder.resolve("server.log").toFile();
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    /** One random password a data folder: 128 bits. */
    private String password() throws IOException {
        if (!Files.exists(passwordFile()) || !Files.exists(data().resolve("PG_VERSION"))) {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            ServerFile.writePrivately(passwordFile(), HexFormat.of().formatHex(bytes));
        }
        return Files.readString(passwordFile());
    }

    private Path binaries() {
        return folder.resolve("binaries");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private String lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(log().toPath());
            return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(Work<T> work) {
        synchronized (EmbeddedServer.class) {       // a file lock is held by a whole JVM
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                     FileLock held = channel.lock()) {
                    return work.run();
                }
            } catch (IOException e) {
                throw new PostgresUnavailableException("The embedded PostgreSQL needs to write to " + folder
                        + ", and can't: " + PostgresLadder.oneLine(e.toString()));
            }
        }
    }
}
