package eventstore.given;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The plumbing between rows of {@code events} and {@link RecordedEvent}. */
public final class EventRows {

    private EventRows() {}

    /**
     * Runs a query on {@code events} and maps every row.
     *
     * @param query selects the columns that {@link #event} reads, its parameters already set
     * @return the events in the order in which the query gives them
     */
    public static List<RecordedEvent> list(PreparedStatement query) throws SQLException {
        List<RecordedEvent> events = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                events.add(event(row));
            }
        }
        return events;
    }

    /**
     * Maps the current row.
     *
     * @param row has the columns stream_id, version, event_id, type, data, metadata and recorded_at
     */
    public static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getString("stream_id"),
                row.getLong("version"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getString("data"),
                row.getString("metadata"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
