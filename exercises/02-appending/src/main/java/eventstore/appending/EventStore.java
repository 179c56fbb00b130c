package eventstore.appending;

import eventstore.given.AppendCall;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.given.Todo;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
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
                throw new Todo(3, "tell the caller with a WrongExpectedVersionException");
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
        throw new Todo(2, "read the events of a stream; EventRows.list runs a query and maps its rows");
    }

    /**
     * Reads the end of a stream, the newest event first.
     *
     * @param limit how many events at most
     */
    public List<RecordedEvent> readBackwards(Connection connection, String streamId, int limit) throws SQLException {
        throw new Todo(5, "read the newest events of a stream (for home)");
    }
}
