package eventstore.aggregation;

import eventstore.given.EventCodec;
import eventstore.given.EventRows;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;

/**
 * From a stream of events to the state that they amount to. It knows nothing of carts: the domain's part is given to
 * it.
 *
 * @param <S> the domain's state
 * @param <E> the domain's events
 */
public final class StreamAggregator<S, E> {

    private static final int PAGE = 1_000;

    private final S initial;
    private final BiFunction<S, E, S> evolve;
    private final EventCodec<E> codec;

    /**
     * @param initial the state before the first event
     * @param evolve  the state after one more event; it never refuses
     * @param codec   reads the store's events as the domain's
     */
    public StreamAggregator(S initial, BiFunction<S, E, S> evolve, EventCodec<E> codec) {
        this.initial = initial;
        this.evolve = evolve;
        this.codec = codec;
    }

    /** What no event at all amounts to: the initial state, at version 0. */
    public Aggregate<S> empty() {
        return new Aggregate<>(initial, 0);
    }

    /**
     * Goes on from a state with the events that follow.
     *
     * @param from   what the earlier events amounted to
     * @param events the events that follow, the oldest first; they can be gone through once
     * @return the state after the last of them, and that event's version; the same as before when there are none
     * @throws IllegalArgumentException when the codec does not know an event
     */
    public Aggregate<S> fold(Aggregate<S> from, Iterable<RecordedEvent> events) {
        S state = from.state();
        long version = from.version();
        for (RecordedEvent event : events) {
            state = evolve.apply(state, codec.decode(event));
            version = event.version();
        }
        return new Aggregate<>(state, version);
    }

    /**
     * Reads a stream from its beginning and folds its events. At most 1,000 of them are held in memory at once, however
     * long the stream is.
     *
     * @param connection the caller's connection; a transaction that is open on it stays open
     * @param streamId   the stream
     * @return its state and its version; {@link #empty} for a stream that does not exist
     * @throws IllegalArgumentException when the codec does not know an event
     */
    public Aggregate<S> aggregate(Connection connection, String streamId) throws SQLException {
        Aggregate<S> aggregate = empty();
        List<RecordedEvent> page;
        do {
            page = pageAfter(aggregate.version(), connection, streamId);
            aggregate = fold(aggregate, page);
        } while (page.size() == PAGE);
        return aggregate;
    }

    private static List<RecordedEvent> pageAfter(long version, Connection connection, String streamId)
            throws SQLException {
        String sql = "select * from events where stream_id = ? and version > ? order by version limit ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, streamId);
            query.setLong(2, version);
            query.setInt(3, PAGE);
            return EventRows.list(query);
        }
    }
}
