package eventstore.snapshots;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.StreamAggregator;
import eventstore.given.Json;
import eventstore.given.Todo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Loads a stream's state from its latest snapshot and the events after it, and keeps a snapshot every so many events.
 *
 * <p>A snapshot is a copy of what the events say. With it or without it the state is the same. Without it, it takes
 * longer.
 *
 * @param <S> the domain's state: a record that {@link Json} can write and read
 * @param <E> the domain's events
 */
public final class Snapshots<S, E> {

    private final StreamAggregator<S, E> aggregator;
    private final Class<S> type;
    private final int schemaVersion;
    private final long interval;

    /**
     * @param aggregator    folds the domain's events
     * @param type          the class of the state
     * @param schemaVersion a number for the shape and the meaning of the state. Whoever changes the class, or what
     *                      evolve makes of an event, gives it another number
     * @param interval      a snapshot is due every so many events, 1 or more
     */
    public Snapshots(StreamAggregator<S, E> aggregator, Class<S> type, int schemaVersion, long interval) {
        if (interval < 1) {
            throw new IllegalArgumentException("an interval is 1 event or more, not " + interval);
        }
        this.aggregator = aggregator;
        this.type = type;
        this.schemaVersion = schemaVersion;
        this.interval = interval;
    }

    /**
     * The state of a stream, as all of its events give it. Only the events after the latest snapshot are read.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @return its state and its version; the initial state at 0 for a stream that does not exist
     */
    public Aggregate<S> load(Connection connection, String streamId) throws SQLException {
        throw new Todo(1, "start from the latest snapshot and fold the events after it");
    }

    /**
     * Keeps a snapshot when one is due: when the events that were appended complete another interval. To be called
     * after an append, in its transaction.
     *
     * @param connection the connection of the append: what it rolls back takes the snapshot with it
     * @param streamId   the stream
     * @param before     its state before the append
     * @param after      its state after the append
     */
    public void save(Connection connection, String streamId, Aggregate<S> before, Aggregate<S> after)
            throws SQLException {
        throw new Todo(2, "insert a snapshot when one is due");
    }

    /**
     * The state of a stream as its first so many events give it. A snapshot that knows more than those is of no use
     * here.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @param version    the version of the last event that counts; beyond the stream's end, all of them do
     * @return its state, and the version of the last event that counted
     */
    public Aggregate<S> atVersion(Connection connection, String streamId, long version) throws SQLException {
        throw new Todo(4, "the past, from a snapshot that is old enough (for home)");
    }

    /**
     * Runs a query on snapshots and reads its first row.
     *
     * @param query selects version and state, its parameters already set
     * @return the snapshot, or nothing when there is no row
     */
    private Optional<Aggregate<S>> firstOf(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new Aggregate<>(Json.read(row.getString("state"), type), row.getLong("version")));
        }
    }
}
