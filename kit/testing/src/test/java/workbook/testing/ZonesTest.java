package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EventStoreTest("90-cart")
@DisplayName("In zones that lie apart")
class ZonesTest {

    private static final Instant MOMENT = Instant.parse("2019-03-31T01:30:00.123457Z");

    @Test
    @DisplayName("a moment is the same moment, and local time is not")
    void moments(Connection connection) throws SQLException {
        TimeZone here = TimeZone.getDefault();
        String zone = asked(connection, "show timezone", String.class);

        assertThat(Zones.apart(connection, () -> asked(connection, OffsetDateTime.class)
                        .toInstant()))
                .isEqualTo(MOMENT);
        assertThat(Zones.apart(
                        connection,
                        () -> timestamp(connection).toLocalDateTime().toInstant(ZoneOffset.UTC)))
                .isNotEqualTo(MOMENT);

        assertThat(TimeZone.getDefault()).isEqualTo(here);
        assertThat(asked(connection, "show timezone", String.class)).isEqualTo(zone);
    }

    @Test
    @DisplayName("the program and the session are both elsewhere, and not in one place")
    void apart(Connection connection) throws SQLException {
        assertThat(Zones.apart(connection, () -> TimeZone.getDefault().getID())).isEqualTo("America/New_York");
        assertThat(Zones.apart(connection, () -> asked(connection, "show timezone", String.class)))
                .isEqualTo("Asia/Tokyo");
    }

    @Test
    @DisplayName("all other tests are at home in UTC, wherever the machine is, in Java and in the database")
    void atHome(Connection connection) throws SQLException {
        assertThat(TimeZone.getDefault().getID()).isEqualTo("UTC");
        assertThat(asked(connection, "show timezone", String.class)).isEqualTo("UTC");
    }

    private static <T> T asked(Connection connection, Class<T> type) throws SQLException {
        return asked(connection, "select timestamptz '" + MOMENT + "'", type);
    }

    private static Timestamp timestamp(Connection connection) throws SQLException {
        return asked(connection, Timestamp.class);
    }

    private static <T> T asked(Connection connection, String query, Class<T> type) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getObject(1, type);
        }
    }
}
