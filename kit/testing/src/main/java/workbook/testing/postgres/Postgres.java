package workbook.testing.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server that answers.
 *
 * @param url      JDBC URL of its maintenance database, such as {@code jdbc:postgresql://127.0.0.1:5432/postgres}
 * @param user     a role that may create databases; null where the URL names it
 * @param password its password; null where the URL holds it, or none is needed
 * @param rung     how it was had, in a word: {@code embedded}, {@code testcontainers} or {@code url}
 */
public record Postgres(String url, String user, String password, String rung) {

    /** Enough for a server to which a whole room comes at once. */
    private static final int SECONDS_TO_LOG_IN = 15;

    /** A data source of the maintenance database: each connection is opened when it is asked for. */
    public PGSimpleDataSource maintenance() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        source.setApplicationName("workbook");
        source.setConnectTimeout(5);
        source.setSslResponseTimeout(SECONDS_TO_LOG_IN * 1000);
        return source;
    }

    /** A data source of another database on the same server. */
    public PGSimpleDataSource database(String name) {
        PGSimpleDataSource source = maintenance();
        source.setDatabaseName(name);
        return source;
    }

    /** Whether others may be using it too: then connections are not held without need. */
    public boolean isShared() {
        return rung.equals("url");
    }

    /** Opens a connection to the maintenance database. */
    public Connection connect() throws SQLException {
        return connect(SECONDS_TO_LOG_IN);
    }

    /** Whatever listens there may be no PostgreSQL, and never say a word: so there is a limit, where the URL has none. */
    Connection connect(int secondsToLogIn) throws SQLException {
        return connect(maintenance(), secondsToLogIn);
    }

    static Connection connect(PGSimpleDataSource source) throws SQLException {
        return connect(source, SECONDS_TO_LOG_IN);
    }

    private static Connection connect(PGSimpleDataSource source, int secondsToLogIn) throws SQLException {
        if (source.getLoginTimeout() == 0) {
            source.setLoginTimeout(secondsToLogIn);
        }
        return source.getConnection();
    }

    /** The server's address and maintenance database, without user and password: fit to be shown. */
    public String address() {
        PGSimpleDataSource source = maintenance();
        return source.getServerNames()[0] + ":" + source.getPortNumbers()[0] + "/" + source.getDatabaseName();
    }
}
