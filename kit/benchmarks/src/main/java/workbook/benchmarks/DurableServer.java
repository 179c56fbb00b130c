package workbook.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import workbook.coach.UserException;
import workbook.coach.files.Folders;
import workbook.testing.database.Script;
import workbook.testing.postgres.EmbeddedServer;

/**
 * A PostgreSQL of the benchmarks' own. Unlike the tests' it keeps its word: a commit is on disk before it returns. It
 * lives in a folder of its own on the clone's disk, and nothing of it stays, after Ctrl-C neither.
 */
final class DurableServer implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres server;
    private final Thread onCtrlC = new Thread(this::stop);
    private boolean stopped;
    private int databases;

    /** @param home the clone: it is on a disk, where {@code /tmp} may be memory */
    DurableServer(Path home) {
        EmbeddedServer.whyNotHere().ifPresent(why -> {
            throw new UserException(why + " The benchmarks run on the embedded one only.");
        });
        try {
            folder = Files.createTempDirectory(Files.createDirectories(home.resolve(".workbook")), "bench");
            Runtime.getRuntime().addShutdownHook(onCtrlC);
            server = EmbeddedServer.of(home)
                    .startAnother(EmbeddedPostgres.builder()
                            .setDataDirectory(folder.resolve("data"))
                            .setRegisterShutdownHook(false)
                            .setLocaleConfig("locale", "C")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("unix_socket_directories", "")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("shared_buffers", "256MB")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("max_wal_size", "8GB") // no checkpoint and no vacuum in the midst of
                            .setServerConfig("checkpoint_timeout", "1h") // a round: they would hit one rival
                            .setServerConfig("autovacuum", "off")); // and spare the other
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with these scripts in it. */
    PGSimpleDataSource database(List<Script> scripts) throws SQLException {
        String name = "bench_" + ++databases;
        try (Connection maintenance = source("postgres").getConnection();
                Statement statement = maintenance.createStatement()) {
            statement.execute("create database " + name);
        }
        PGSimpleDataSource database = source(name);
        database.setPreferQueryMode(PreferQueryMode.SIMPLE);
        try (Connection connection = database.getConnection()) {
            for (Script script : scripts) {
                script.run(connection);
            }
        }
        return source(name);
    }

    /** The folder that it lives in, for who wants to write to the same disk. */
    Path folder() {
        return folder;
    }

    private PGSimpleDataSource source(String name) {
        return (PGSimpleDataSource) server.getDatabase("postgres", name);
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            if (server != null) {
                server.close();
            }
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(onCtrlC);
    }
}
