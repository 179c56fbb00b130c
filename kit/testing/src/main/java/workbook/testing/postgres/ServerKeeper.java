package workbook.testing.postgres;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import workbook.testing.base.IgnoredSignal;

/**
 * A small process of its own that stops an embedded server once nobody has been connected to it for a while: the JVM
 * that started the server may be long gone by then.
 */
final class ServerKeeper {

    private static final String PASSWORD = "WORKBOOK_KEEPER_PASSWORD";
    private static final int LOOKS_PER_LIMIT = 60;

    private ServerKeeper() {}

    /**
     * Starts the keeper of a server.
     *
     * @param postmaster the server's process id
     * @param idleLimit  how long the server may stay with nobody connected
     * @param log        where the keeper's output goes
     */
    static void launch(Postgres postgres, long postmaster, Duration idleLimit, File log) throws IOException {
        ProcessBuilder keeper = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=32m",
                "-Duser.timezone=UTC", // a zone that PostgreSQL does not know would end the keeper at once
                "-cp",
                placeOf(ServerKeeper.class) + File.pathSeparator + placeOf(Driver.class),
                ServerKeeper.class.getName(),
                postgres.url(),
                Long.toString(postmaster),
                Long.toString(idleLimit.toMillis()));
        keeper.environment().put(PASSWORD, postgres.password());
        keeper.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        keeper.redirectError(ProcessBuilder.Redirect.appendTo(log));
        keeper.start().getOutputStream().close();
    }

    /** Arguments: the server's URL, the postmaster's process id, the idle limit in milliseconds. */
    public static void main(String[] args) throws SQLException, ReflectiveOperationException {
        IgnoredSignal.of("INT"); // Ctrl-C or a closed terminal is meant for others
        IgnoredSignal.of("HUP");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        source.setUser("postgres");
        source.setPassword(System.getenv(PASSWORD));
        source.setApplicationName("workbook keeper");
        watch(source, Long.parseLong(args[1]), Duration.ofMillis(Long.parseLong(args[2])));
    }

    private static void watch(PGSimpleDataSource source, long postmaster, Duration idleLimit) throws SQLException {
        long lastSeen = System.nanoTime();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() - lastSeen < idleLimit.toNanos()) {
                LockSupport.parkNanos(idleLimit.toNanos() / LOOKS_PER_LIMIT);
                if (othersConnected(statement)) {
                    lastSeen = System.nanoTime();
                }
            }
        }
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroy);
    }

    private static boolean othersConnected(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select exists (select from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid())")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
