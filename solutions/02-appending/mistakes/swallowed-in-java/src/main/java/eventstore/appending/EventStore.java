package eventstore.appending;

import eventstore.given.AppendCall;
import eventstore.given.EventRows;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * An event store on PostgreSQL: two tables and one function.
 *
 * <p>The connection is always the caller's. In autocommit each call is a transaction of its own; inside of a
 * transaction it is part of that one, so whatever else is written there commits together with the events.
 */
public final class EventStore {

    /**
     * Appends a batch at the end of a stream, whole or not at all.
     *
     * @param connection the caller's connection
     * @param streamId   the stream; it begins with its first event
     * @param expected   what the caller believes of the stream
     * @param events     the batch, in order, one event or more
     * @return the stream's new version
     * @throws WrongExpectedVersionException when the stream is not as expected; nothing was written
     * @throws SQLException                  when the database refuses for another reason
     */
    public long append(Connection connection, String streamId, ExpectedVersion expected, List<NewEvent> events)
            throws SQLException {
        try {
            return AppendCall.send(connection, streamId, expected, events);
        } catch (SQLException refused) {
            if (AppendCall.WRONG_EXPECTED_VERSION.equals(refused.getSQLState())) {
                return AppendCall.actualVersion(refused);
            }
            throw refused;
        }
    }

    /**
     * Reads a whole stream, in the order of its versions.
     *
     * @param connection the caller's connection: what it has appended is read too, committed or not
     * @param streamId   the stream
     * @return its events, the oldest first; an empty list for a stream that does not exist
     */
    public List<RecordedEvent> readStream(Connection connection, String streamId) throws SQLException {
        String sql = "select * from events where stream_id = ? order by version";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, streamId);
            return EventRows.list(query);
        }
    }

    /**
     * Reads the end of a stream, the newest event first.
     *
     * @param limit how many events at most
     */
    public List<RecordedEvent> readBackwards(Connection connection, String streamId, int limit) throws SQLException {
        String sql = "select * from events where stream_id = ? order by version desc limit ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, streamId);
            query.setInt(2, limit);
            return EventRows.list(query);
        }
    }
}
