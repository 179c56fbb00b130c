package workbook.benchmarks.rivals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ConcurrentModificationException;
import java.util.List;
import workbook.benchmarks.store.Appender;
import workbook.benchmarks.store.Event;

/**
 * The store of many a tutorial, from Java: in a transaction, for each event, look at the version, compare, insert,
 * update. Every step is a round trip, and the stream's row is locked all the way.
 */
public final class NaiveJava implements Appender {

    @Override
    public void append(Connection connection, String streamId, long version, List<Event> batch) throws SQLException {
        connection.setAutoCommit(false);
        for (Event event : batch) {
            appendOne(connection, streamId, version++, event);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void appendOne(Connection connection, String streamId, long expected, Event event)
            throws SQLException {
        if (versionOf(connection, streamId) != expected) {
            throw new ConcurrentModificationException(streamId);
        }
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into events (stream_id, version, event_id, type, data, metadata, recorded_at)
                values (?, ?, ?, ?, ?::jsonb, '{}', now())""")) {
            insert.setString(1, streamId);
            insert.setLong(2, expected + 1);
            insert.setObject(3, event.id());
            insert.setString(4, event.type());
            insert.setString(5, event.data());
            insert.executeUpdate();
        }
        String sql = expected == 0
                ? "insert into streams (version, stream_id) values (?, ?)"
                : "update streams set version = ? where stream_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, expected + 1);
            update.setString(2, streamId);
            update.executeUpdate();
        }
    }

    private static long versionOf(Connection connection, String streamId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select version from streams where stream_id = ? for update")) {
            query.setString(1, streamId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
