package eventstore.projections;

import eventstore.appending.EventStore;
import eventstore.given.EventRows;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.given.Todo;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * An event store whose read models are never behind: they change in the transaction that appends.
 *
 * <p>The connection is always the caller's, and comes back as it came. In autocommit each call is a transaction of its
 * own. Inside of the caller's transaction a call is part of it: the caller commits or rolls back. When a call fails
 * there, nothing of it stays, and the rest of the transaction is untouched and still open.
 */
public final class ProjectingStore {

    private final EventStore store;
    private final List<Projection> projections;

    /**
     * @param store       where the events go
     * @param projections the read models to keep up to date, in this order
     */
    public ProjectingStore(EventStore store, List<Projection> projections) {
        this.store = store;
        this.projections = List.copyOf(projections);
    }

    /**
     * Appends a batch and projects it: both, or neither.
     *
     * @param connection the caller's connection, in autocommit or inside of a transaction
     * @param streamId   the stream; it begins with its first event
     * @param expected   what the caller believes of the stream
     * @param events     the batch, in order, one event or more
     * @return the stream's new version; the read models already show it
     * @throws WrongExpectedVersionException when the stream is not as expected; nothing was written
     * @throws SQLException                  when the database refuses for another reason; nothing was written
     */
    public long append(Connection connection, String streamId, ExpectedVersion expected, List<NewEvent> events)
            throws SQLException {
        throw new Todo(1, "append, then project what was recorded, in one transaction: inTransaction(connection, () -> ...)");
    }

    /**
     * Makes the read models anew out of all events, stream by stream. Readers see the old ones until it commits;
     * writers wait.
     *
     * @param connection the caller's connection, in autocommit or inside of a transaction; its role owns the tables
     * @throws SQLException when the database refuses; the read models are as they were
     */
    public void rebuild(Connection connection) throws SQLException {
        throw new Todo(3, "in one transaction, clear every read model, then project every stream of streamIds");
    }

    /**
     * Does some work whole or not at all. This is the box that everything happens in.
     *
     * @param connection in autocommit: the work is a transaction of its own, and autocommit is on again afterwards,
     *                   however it ended. Inside of the caller's transaction: the caller ends that one, but a failure
     *                   undoes the work, and only the work
     * @param work       what to do; whatever it throws, of any kind, is thrown here again
     * @return what the work gave
     */
    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        throw new Todo(1, "open the box, do the work, and close the box in every case");
    }

    /** Some statements that belong together. */
    private interface Work<T> {

        T run() throws SQLException;
    }

    /** Given. The events of a stream from one version to another, both included, as the store recorded them. */
    private static List<RecordedEvent> recorded(Connection connection, String streamId, long first, long last)
            throws SQLException {
        String sql = "select * from events where stream_id = ? and version between ? and ? order by version";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, streamId);
            query.setLong(2, first);
            query.setLong(3, last);
            return EventRows.list(query);
        }
    }

    /** Given. All streams, in the order of their names. */
    private static List<String> streamIds(Connection connection) throws SQLException {
        return Sql.texts(connection, "select stream_id from streams order by stream_id");
    }
}
