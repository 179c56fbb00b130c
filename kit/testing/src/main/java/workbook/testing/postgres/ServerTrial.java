package workbook.testing.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Tries on a server of somebody's own what every test will need: settings that come with the connection, and a database to
 * create, use and drop. A pooler in between lets a bare connection pass, and fails the tests later.
 */
final class ServerTrial {

    private static final String SETTING = "statement_timeout";
    private static final String VALUE = "10s";

    private static final String PROTOCOL_VIOLATION = "08P01"; // what poolers answer to what they don't let pass
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Postgres postgres;

    ServerTrial(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * @throws PostgresUnavailableException when tests could not run there, with a sentence that says what to do
     * @throws SQLException                 when the server refuses for a reason of its own
     */
    void run() throws SQLException {
        String database = "wb_trial_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = connect(postgres.maintenance());
                Statement statement = connection.createStatement()) {
            try {
                statement.execute("create database " + database + " template template0");
                connect(postgres.database(database)).close();
            } finally {
                statement.execute("drop database if exists " + database + " with (force)");
            }
        } catch (SQLException e) {
            throw inWords(e);
        }
    }

    private Connection connect(PGSimpleDataSource source) throws SQLException {
        source.setOptions("-c " + SETTING + "=" + VALUE);
        Connection connection = Postgres.connect(source);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + SETTING)) {
            row.next();
            if (VALUE.equals(row.getString(1))) {
                return connection;
            }
        }
        connection.close();
        throw pooler("it drops the settings that a connection brings along");
    }

    private SQLException inWords(SQLException e) {
        if (PROTOCOL_VIOLATION.equals(e.getSQLState())) {
            throw pooler(PostgresLadder.oneLine(e.getMessage()));
        }
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            throw new PostgresUnavailableException(
                    "The user of " + PostgresLadder.VARIABLE + " at " + postgres.address()
                            + " may not create databases, and every test needs one of its own: ask for alter role ..."
                            + " createdb, or unset the variable to use the embedded server.");
        }
        return e;
    }

    private PostgresUnavailableException pooler(String reason) {
        return new PostgresUnavailableException(
                "At " + postgres.address() + " (" + PostgresLadder.VARIABLE + ") a connection "
                        + "pooler answers, such as PgBouncer, and tests can't work through it (" + reason
                        + "): set the variable to "
                        + "the URL of the PostgreSQL behind it, or unset it to use the embedded server.");
    }
}
