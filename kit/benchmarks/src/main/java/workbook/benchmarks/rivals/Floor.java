package workbook.benchmarks.rivals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import workbook.benchmarks.store.Appender;
import workbook.benchmarks.store.Event;

/**
 * What no store can be faster than: the same rows of events in one prepared {@code insert}, and the commit. It looks
 * after nothing: no version is checked, and no stream has a row.
 */
public final class Floor implements Appender {

    private static final String ROW = "(?, ?, ?, ?, ?::jsonb, '{}', now())";

    @Override
    public void append(Connection connection, String streamId, long version, List<Event> batch) throws SQLException {
        String sql = "insert into events (stream_id, version, event_id, type, data, metadata, recorded_at) values "
                + (ROW + ", ").repeat(batch.size() - 1) + ROW;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int column = 0;
            for (Event event : batch) {
                insert.setString(++column, streamId);
                insert.setLong(++column, ++version);
                insert.setObject(++column, event.id());
                insert.setString(++column, event.type());
                insert.setString(++column, event.data());
            }
            insert.executeUpdate();
        }
    }
}
