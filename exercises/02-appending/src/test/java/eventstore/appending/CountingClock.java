package eventstore.appending;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Takes the place of {@code event_time} in one test's database, and counts how often it is asked. */
final class CountingClock {

    /**
     * The time of {@code cart-1} when it is asked for the first time. Each time after that it is a microsecond earlier: a clock
     * that is set back. It knows no other stream.
     */
    static final Instant FIRST = Instant.parse("2019-03-31T01:30:00.123457Z");

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
                    return case stream when 'cart-1' then
                        timestamptz '2019-03-31 01:30:00.123458Z' - nextval('asked') * interval '1 microsecond' end;
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
