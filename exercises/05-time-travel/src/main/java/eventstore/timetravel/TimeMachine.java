package eventstore.timetravel;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.StreamAggregator;
import eventstore.given.RecordedEvent;
import eventstore.given.Todo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Shows a stream's state as it was: at a version, or as of a moment.
 *
 * <p>What it shows at a version stays the same for ever. What it shows as of a moment may grow, until every append that
 * had begun by then has ended.
 *
 * @param <S> the domain's state
 * @param <E> the domain's events
 */
public final class TimeMachine<S, E> {

    private final StreamAggregator<S, E> aggregator;

    /**
     * @param aggregator folds the domain's events
     */
    public TimeMachine(StreamAggregator<S, E> aggregator) {
        this.aggregator = aggregator;
    }

    /**
     * One event of a stream, and what it changed.
     *
     * @param event  what happened
     * @param before the state that it found
     * @param after  the state that it left
     */
    public record Change<S>(RecordedEvent event, S before, S after) {}

    /**
     * The state after the first so many events.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @param version    the version of the last event that counts; 0 for the state before the first event
     * @return the state, with that version
     * @throws IllegalArgumentException when the version is negative, or the stream has not come to it yet: its answer
     *                                  would change with the next event. The message names the stream and the version
     */
    public Aggregate<S> atVersion(Connection connection, String streamId, long version) throws SQLException {
        throw new Todo(1, "read the first events of a stream and fold them");
    }

    /**
     * The state after all events that were recorded by a moment. Those events are a prefix of the stream: none of them
     * is missing in between, and no batch is in it by half.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @param moment     the moment, to the nanosecond; an event that was recorded exactly then counts
     * @return the state, and the version of the last event that counted; the initial state at 0 when there was none
     */
    public Aggregate<S> asOf(Connection connection, String streamId, Instant moment) throws SQLException {
        throw new Todo(2, "find the version of that moment; the rest you have");
    }

    /**
     * The shorter one of two prefixes: what a moment shows, but no more than so many events.
     *
     * @param moment     as for {@link #asOf(Connection, String, Instant)}
     * @param atMost     the version of the last event that may count, 0 or more; it may be one that the stream has not
     *                   come to yet
     * @throws IllegalArgumentException when the version is negative
     */
    public Aggregate<S> asOf(Connection connection, String streamId, Instant moment, long atMost) throws SQLException {
        throw new Todo(4, "a moment, but no more than so many events (for home)");
    }

    /**
     * What happened to a stream, event by event, with the state before and after each.
     *
     * @return a change for each event, the oldest first; none for a stream that does not exist
     */
    public List<Change<S>> history(Connection connection, String streamId) throws SQLException {
        throw new Todo(4, "tell what each event changed (for home)");
    }
}
