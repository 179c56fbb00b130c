package eventstore.appending;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Takes the place of {@code event_time} in one test's database, and counts how often it is asked. */
final class CountingClock {

    /** The time that it gives when it is asked for the first time. Each time after that it is a day later. */
    static final Instant FIRST = Instant.parse("2030-01-01T12:00:00Z");

    private CountingClock() {
    }

    /** Counts with a sequence, which does not wait for a commit: what another session asks is seen at once. */
    static void putInPlace(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create sequence asked;
                    create or replace function event_time(stream text) returns timestamptz
                        language sql
                        volatile
                    return timestamptz '2029-12-31 12:00:00Z' + nextval('asked') * interval '24 hours';
                    """);
        }
    }

    /** How often it has been asked. */
    static long asked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery(
                     "select case when is_called then last_value else 0 end from asked")) {
            row.next();
            return row.getLong(1);
        }
    }
}
