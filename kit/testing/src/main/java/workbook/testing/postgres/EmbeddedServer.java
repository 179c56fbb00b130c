package workbook.testing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;

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
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
    private static final Pattern NOT_FOR_A_SHELL = Pattern.compile("[$`\"\\\\]");
    private static final int LONGEST_PATH = 820; // the binaries' own folders want the rest
    private static final int START_ATTEMPTS = 3;
    private static final int SECONDS_TO_ANSWER = 20;
    private static final String WRONG_PASSWORD = "28P01";
    private static final String NO_CONNECTION_NOW = "57P03";

    private final Path folder;
    private final DataFolder data;
    private final Path lock;
    private final ServerFile file;
    private final Duration idleLimit;

    private EmbeddedServer(Path home, Duration idleLimit) {
        Path workbook = WorkbookHome.real(home).resolve(".workbook");
        this.folder = workbook.resolve("postgres");
        this.data = new DataFolder(folder.resolve("data"));
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
        return EmbeddedServer.class.getResource(binaries) != null
                ? Optional.empty()
                : Optional.of("There are no embedded PostgreSQL binaries for this platform (" + family + ", " + machine
                        + ").");
    }

    /**
     * The running server, or a new one.
     *
     * @throws PostgresUnavailableException when it can't be started, with the reason in words
     */
    public Postgres startOrReuse() {
        whyNotHere().ifPresent(why -> {
            throw new PostgresUnavailableException(
                    why + " Set " + PostgresLadder.VARIABLE + " to testcontainers, or to the URL of a server.");
        });
        checkPath();
        return locked(() -> {
            Optional<Postgres> running = running();
            return running.isPresent() ? running.get() : start();
        });
    }

    /** PostgreSQL's pg_ctl hands its paths to a shell, and keeps them in 1,024 bytes. The launcher says so; Maven can't. */
    private void checkPath() {
        String path = folder.toString();
        Matcher character = NOT_FOR_A_SHELL.matcher(path);
        boolean shell = File.separatorChar == '/' && character.find();
        if (shell || path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new PostgresUnavailableException(
                    "The embedded PostgreSQL can't work in " + folder + ", because that path has "
                            + (shell ? "a '" + character.group() + "' in it" : "more than " + LONGEST_PATH + " bytes")
                            + ": move the clone to another folder, or set " + PostgresLadder.VARIABLE
                            + " to the URL of a server.");
        }
    }

    /**
     * Starts another server from the same binaries, when nobody else is unpacking them. It is the caller's to stop.
     *
     * @param settings all but the folder of the binaries
     */
    public EmbeddedPostgres startAnother(EmbeddedPostgres.Builder settings) {
        return locked(
                () -> settings.setOverrideWorkingDirectory(binaries().toFile()).start());
    }

    /** The server if it is up; starts nothing. */
    public Optional<Postgres> running() {
        return file.read().map(ServerFile.Entry::postgres).filter(this::isReady);
    }

    /** What there was to stop, and what was seen afterwards. */
    public enum Stopped {
        /** A server ran, and does no longer. */
        ENDED,
        /** There was none. */
        NONE_RAN,
        /** A server was told to stop, and killed, and is still there. */
        LIVES
    }

    /**
     * Stops the server and every connection to it.
     *
     * @throws PostgresUnavailableException when a server runs that may be this clone's, and nobody can tell
     */
    public Stopped stop() {
        return locked(() -> {
            Optional<ProcessHandle> postmaster = postmaster();
            if (postmaster.isPresent() && !hasEnded(postmaster.get())) {
                return Stopped.LIVES;
            }
            file.delete();
            return postmaster.isPresent() ? Stopped.ENDED : Stopped.NONE_RAN;
        });
    }

    private Postgres start() throws IOException {
        stopWhatRuns();
        deleteCopy();
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce();
            } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
                stopWhatRuns();
                if (attempt == START_ATTEMPTS) {
                    throw new PostgresUnavailableException(
                            WhyNotStarted.inWords(lastLogLines(), e, START_ATTEMPTS, folder, log().toPath()));
                }
                data.delete(); // a folder that a crash has damaged holds test data only
                if (e instanceof ExceptionInInitializerError) {
                    DataFolder.deleteAll(binaries()); // they were being unpacked when somebody was killed
                }
            }
        }
    }

    private Postgres startOnce() throws IOException {
        System.setProperty("ot.epg.working-dir", binaries().toString());
        String password = password();
        Files.deleteIfExists(log().toPath());
        data.path().resolve("epg-lock").toFile().delete(); // its JVM holds it for life, though the server be stopped
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries().toFile())
                .setDataDirectory(data.path())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log()))
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile().toString())
                .setLocaleConfig("set", "scram_iterations=1") // the password is random: nothing to slow down
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
        ServerFile.Entry entry =
                new ServerFile.Entry(server.getPort(), data.note().orElseThrow().pid(), password);
        file.write(entry);
        ServerKeeper.launch(entry.postgres(), entry.pid(), idleLimit, log());
        return entry.postgres();
    }

    /**
     * A server that was started at another path has lost its libraries: it is none to use. One that answers with an error,
     * or has no connection left, is in use by somebody: it is no reason to replace it.
     */
    private boolean isReady(Postgres postgres) {
        try (Connection connection = postgres.connect(SECONDS_TO_ANSWER)) {
            return data.isSeenBy(connection) && data.isCalled(pathOf(connection));
        } catch (SQLException e) {
            return isAnswer(e) && postmaster().isPresent();
        }
    }

    private static String pathOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Whether it was the server that spoke; but one that does not know its password, or is going down, is of no use. */
    private static boolean isAnswer(SQLException e) {
        return e instanceof PSQLException said
                && said.getServerErrorMessage() != null
                && !WRONG_PASSWORD.equals(e.getSQLState())
                && !NO_CONNECTION_NOW.equals(e.getSQLState());
    }

    private void stopWhatRuns() {
        postmaster().ifPresent(process -> {
            if (!hasEnded(process)) {
                throw new PostgresUnavailableException("A PostgreSQL (process " + process.pid() + ") uses "
                        + data.path() + " and can't be stopped: end it and run the command again.");
            }
        });
        file.delete();
    }

    private Optional<ProcessHandle> postmaster() {
        return data.postmaster(file.read().map(ServerFile.Entry::password).orElseGet(this::notedPassword));
    }

    /** A folder that was copied while its server ran has another's note in it, and files that need not fit each other. */
    private void deleteCopy() throws IOException {
        if (data.note().filter(note -> !data.isCalled(note.folder())).isPresent()) {
            data.delete();
        }
    }

    /**
     * Ends a server. Told to stop, it waits for its clients to leave. So its backends are told too, again and again: one may
     * have connected in this very moment. Processes that are no backends take it as well. The last thing that the server
     * does is to remove its note; its process may still be listed then, where nobody collects the dead.
     *
     * @return false when it is still there
     */
    private boolean hasEnded(ProcessHandle process) {
        process.destroy();
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (process.isAlive() && Files.exists(data.noteFile()) && System.nanoTime() < deadline) {
            process.children().forEach(ProcessHandle::destroy);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        long last = System.nanoTime() + KILL_LIMIT.toNanos();
        while (isThere(process) && System.nanoTime() < last) {
            process.destroyForcibly();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return !isThere(process);
    }

    private boolean isThere(ProcessHandle process) {
        return data.note()
                .filter(note -> note.pid() == process.pid())
                .filter(DataFolder::isAlive)
                .isPresent();
    }

    private File log() {
        return folder.resolve("server.log").toFile();
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    /** One random password a data folder: 128 bits. */
    private String password() throws IOException {
        if (!Files.exists(passwordFile()) || !Files.exists(data.path().resolve("PG_VERSION"))) {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            ServerFile.writePrivately(passwordFile(), HexFormat.of().formatHex(bytes));
        }
        return Files.readString(passwordFile());
    }

    private String notedPassword() {
        try {
            return Files.readString(passwordFile());
        } catch (IOException e) {
            return ""; // then the process tells
        }
    }

    private Path binaries() {
        return folder.resolve("binaries");
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
        synchronized (EmbeddedServer.class) { // a file lock is held by a whole JVM
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
