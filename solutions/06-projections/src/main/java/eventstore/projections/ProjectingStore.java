package eventstore.projections;

import eventstore.appending.EventStore;
import eventstore.given.EventRows;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * An event store whose read models are never behind: they change in the transaction that appends.
 *
 * <p>The connection is always the caller's, and comes back as it came. In autocommit each call is a transaction of its
 * own. Inside of the caller's transaction a call is part of it: the caller commits or rolls back. When a call fails
 * there, nothing of it stays, and the rest of the transaction is untouched and still open.
 */
public final class ProjectingStore {

    private static final int AT_ONCE = 10_000; // events of a rebuild, or a little more

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
        return inTransaction(connection, () -> {
            long before = lockedVersion(connection, streamId);
            long version = store.append(connection, streamId, expected, events);
            if (version > before) { // else it was a retry, recorded and projected long ago
                List<RecordedEvent> recorded = recorded(connection, streamId, version - events.size() + 1, version);
                project(connection, recorded);
            }
            return version;
        });
    }

    /**
     * Makes the read models anew out of all events, stream by stream. Readers see the old ones until it commits;
     * writers wait.
     *
     * @param connection the caller's connection, in autocommit or inside of a transaction; its role owns the tables
     * @throws SQLException when the database refuses; the read models are as they were
     */
    public void rebuild(Connection connection) throws SQLException {
        inTransaction(connection, () -> {
            // Whoever is appending finishes first, whoever comes now waits for our commit: no event falls in between.
            Sql.run(connection, "lock table events in share row exclusive mode");
            // The tables grow from nothing: a plan that was made for the empty ones would be wrong for the full ones.
            Sql.run(connection, "set local plan_cache_mode = force_custom_plan");
            for (Projection projection : projections) {
                projection.clear(connection);
            }
            // Many streams at once: until the commit, every change leaves a dead row version that the next must pass.
            List<RecordedEvent> events = new ArrayList<>();
            for (String streamId : streamIds(connection)) {
                events.addAll(store.readStream(connection, streamId));
                if (events.size() >= AT_ONCE) {
                    project(connection, events);
                    events.clear();
                }
            }
            project(connection, events);
            return null;
        });
    }

    private void project(Connection connection, List<RecordedEvent> events) throws SQLException {
        for (Projection projection : projections) {
            projection.project(connection, events);
        }
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
        boolean ours = connection.getAutoCommit();
        if (ours) {
            connection.setAutoCommit(false);
        }
        Savepoint before = ours ? null : connection.setSavepoint();
        try {
            T result = work.run();
            if (ours) {
                connection.commit();
                connection.setAutoCommit(true);
            } else {
                connection.releaseSavepoint(before);
            }
            return result;
        } catch (Throwable failure) {
            try {
                if (ours) {
                    connection.rollback(); // before autocommit goes on, for that would commit what is open
                    connection.setAutoCommit(true);
                } else {
                    connection.rollback(before);
                }
            } catch (SQLException connectionGone) {
                failure.addSuppressed(connectionGone); // the server rolls back by itself then
            }
            throw failure;
        }
    }

    /** Some statements that belong together. */
    private interface Work<T> {

        T run() throws SQLException;
    }

    /** The stream's version, 0 when it is missing; no other append of ours moves it before this transaction ends. */
    private static long lockedVersion(Connection connection, String streamId) throws SQLException {
        // A lock on the name, for a stream that does not exist yet has no row to lock.
        Sql.texts(connection, "select pg_advisory_xact_lock(hashtextextended(?, 0))", streamId);
        String sql = "select coalesce(max(version), 0) from streams where stream_id = ?";
        List<String> version = Sql.texts(connection, sql, streamId);
        return Long.parseLong(version.getFirst());
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
