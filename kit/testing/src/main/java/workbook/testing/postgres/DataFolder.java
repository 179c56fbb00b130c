package workbook.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server's data folder, and the server that runs on it. Folders get other names, and are copied with all that is noted in
 * them: so what runs here is asked of the server and of its process, never read from a path's text.
 */
record DataFolder(Path path) {

    /** How this machine writes paths. */
    private static final Charset PATHS = Charset.forName(System.getProperty("sun.jnu.encoding"));

    private static final int MILLIS_TO_LISTEN = 2_000;

    /**
     * What PostgreSQL writes into {@code postmaster.pid}.
     *
     * @param pid    the server's process id
     * @param folder the data folder, as it was called when the server started
     * @param port   where it listens; 0 when it has not come so far
     */
    record Note(long pid, String folder, int port) {}

    /** Who a noted process may be. */
    enum Tenant {
        OURS,
        ANOTHERS,
        UNKNOWN
    }

    Path noteFile() {
        return path.resolve("postmaster.pid");
    }

    /** What the last server left here, or has now; nothing after one that was stopped in good order. */
    Optional<Note> note() {
        try {
            List<String> lines = new String(Files.readAllBytes(noteFile()), PATHS)
                    .lines()
                    .map(String::strip)
                    .toList();
            return Optional.of(new Note(
                    Long.parseLong(lines.get(0)),
                    lines.size() > 1 ? lines.get(1) : "",
                    lines.size() > 3 ? Integer.parseInt(lines.get(3)) : 0));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Shows a server a mark that lies only here. */
    boolean isSeenBy(Connection server) throws SQLException {
        Path mark = null;
        try (PreparedStatement look = server.prepareStatement("select size is not null from pg_stat_file(?, true)")) {
            mark = Files.createTempFile(path, "workbook-", ".mark");
            look.setString(1, mark.getFileName().toString());
            try (ResultSet row = look.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (IOException e) {
            return false; // there is no such folder
        } finally {
            delete(mark);
        }
    }

    /** Whether a path names this very folder, by whatever links. */
    boolean isCalled(String otherPath) {
        try {
            return Files.isSameFile(path, Path.of(otherPath));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /**
     * The process that runs on this folder.
     *
     * @param password of the server, with which it can be asked
     * @throws PostgresUnavailableException when a server runs that may be on this folder, and nobody can tell
     */
    Optional<ProcessHandle> postmaster(String password) {
        Optional<Note> note = note().filter(DataFolder::isAlive);
        if (note.isEmpty()) {
            return Optional.empty();
        }
        ProcessHandle process = ProcessHandle.of(note.get().pid()).orElseThrow();
        Tenant tenant = asked(note.get(), password)
                .orElseGet(() -> tenant(runsIn(process), process.info().command()));
        if (tenant == Tenant.UNKNOWN) {
            throw new PostgresUnavailableException("The process " + process.pid() + " may be a PostgreSQL that uses "
                    + path
                    + ", and does not answer: end it and run the command again, or set " + PostgresLadder.VARIABLE
                    + " to the URL of another server.");
        }
        return tenant == Tenant.OURS ? Optional.of(process) : Optional.empty();
    }

    /** Whether the noted process lives and listens, as a server does to its end. The dead may be listed for a while. */
    static boolean isAlive(Note note) {
        return ProcessHandle.of(note.pid())
                        .filter(ProcessHandle::isAlive)
                        .filter(DataFolder::hasOurUser)
                        .isPresent()
                && (note.port() == 0 || listens(note.port()));
    }

    private static boolean hasOurUser(ProcessHandle process) {
        return process.info().user().equals(ProcessHandle.current().info().user());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS_TO_LISTEN);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Tenant> asked(Note note, String password) {
        if (note.port() == 0) {
            return Optional.empty();
        }
        Postgres there = new ServerFile.Entry(note.port(), note.pid(), password).postgres();
        try (Connection connection = there.connect()) {
            return Optional.of(isSeenBy(connection) ? Tenant.OURS : Tenant.ANOTHERS);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells by the process, where no server answers. After a restart of the machine, a noted id may be anybody's.
     *
     * @param runsIn  the folder that the process works on, where that can be seen
     * @param command its program, where that can be seen
     */
    Tenant tenant(Optional<String> runsIn, Optional<String> command) {
        if (command.isPresent() && !command.get().contains("postgres")) {
            return Tenant.ANOTHERS;
        }
        if (runsIn.isEmpty() || !Files.exists(Path.of(runsIn.get()))) {
            return Tenant.UNKNOWN;
        }
        return isCalled(runsIn.get()) ? Tenant.OURS : Tenant.ANOTHERS;
    }

    /** Linux shows where a process is; elsewhere its arguments say where it was told to be. */
    private static Optional<String> runsIn(ProcessHandle process) {
        Path shown = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.exists(shown)) {
            return Optional.of(shown.toString());
        }
        List<String> words = List.of(process.info().arguments().orElse(new String[0]));
        int folder = words.indexOf("-D") + 1;
        return folder > 0 && folder < words.size() ? Optional.of(words.get(folder)) : Optional.empty();
    }

    /** Deletes the folder, on which no server runs. */
    void delete() throws IOException {
        deleteAll(path);
    }

    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void delete(Path mark) {
        try {
            if (mark != null) {
                Files.deleteIfExists(mark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
