package workbook.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TimeZone;

/**
 * Somewhere else on Earth: this JVM is in New York and the database session in Tokyo, half a day apart. Code that mixes local time
 * with a moment is right by luck where both are in one zone.
 */
public final class Zones {

    /** What is done there. */
    public interface There<T> {
        T get() throws SQLException;
    }

    private Zones() {}

    /** Does something there, and comes back. */
    public static <T> T apart(Connection connection, There<T> there) throws SQLException {
        TimeZone here = TimeZone.getDefault();
        setSessionZone(connection, "'Asia/Tokyo'");
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            return there.get();
        } finally {
            TimeZone.setDefault(here);
            setSessionZone(connection, "default");
        }
    }

    private static void setSessionZone(Connection connection, String zone) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone to " + zone);
        }
    }
}
