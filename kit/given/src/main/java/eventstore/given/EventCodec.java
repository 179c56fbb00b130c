package eventstore.given;

/**
 * Between the domain's events and the store's: each kind of event has a name of its own in the store, which stays when a
 * class is renamed.
 *
 * @param <E> the domain's events
 */
public interface EventCodec<E> {

    /** The domain's event as the store takes it, with a new random id and no metadata. */
    NewEvent encode(E event);

    /**
     * The store's event as the domain knows it.
     *
     * @throws IllegalArgumentException for a type that nobody knows, and for data that does not fit its type; the event
     *                                  is named by its type, stream and version
     */
    E decode(RecordedEvent event);
}
