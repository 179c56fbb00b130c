package eventstore.aggregation;

import eventstore.given.EventCodec;
import eventstore.given.Json;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import shoppingcart.ShoppingCartEvent;

/**
 * Shopping cart events to the store and back. A name that was written once stays in the store for good, so the names
 * are words of our own: classes may be renamed and moved, and old carts can still be read.
 */
public final class ShoppingCartCodec implements EventCodec<ShoppingCartEvent> {

    @Override
    public NewEvent encode(ShoppingCartEvent event) {
        return NewEvent.of(event.getClass().getName(), Json.write(event));
    }

    /**
     * The store's event as the domain knows it: the other way round than {@link #encode}.
     *
     * @throws IllegalArgumentException for a type that no cart knows: {@link #unknown} says it in words; and for data
     *                                  that does not fit its type
     */
    @Override
    public ShoppingCartEvent decode(RecordedEvent event) {
        try {
            return (ShoppingCartEvent) Json.read(event.data(), Class.forName(event.type()));
        } catch (ClassNotFoundException e) {
            throw unknown(event);
        }
    }

    private static IllegalArgumentException unknown(RecordedEvent event) {
        return new IllegalArgumentException("version " + event.version() + " of stream '" + event.streamId()
                + "' is of the type '" + event.type() + "', which is no event of a shopping cart");
    }
}
