package eventstore.aggregation;

import eventstore.given.EventCodec;
import eventstore.given.RecordedEvent;
import eventstore.given.Todo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;

/**
 * From a stream of events to the state that they amount to. It knows nothing of carts: the domain's part is given to
 * it.
 *
 * @param <S> the domain's state
 * @param <E> the domain's events
 */
public final class StreamAggregator<S, E> {

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
        throw new Todo(3, "evolve the state event by event; the version is the last event's");
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
        throw new Todo(3, "read the stream in order, as in module 02, and fold its events");
    }
}
