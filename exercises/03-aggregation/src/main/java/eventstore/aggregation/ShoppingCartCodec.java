package eventstore.aggregation;

import eventstore.given.EventCodec;
import eventstore.given.Json;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.given.Todo;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/**
 * Shopping cart events to the store and back. A name that was written once stays in the store for good, so the names
 * are words of our own: classes may be renamed and moved, and old carts can still be read.
 */
public final class ShoppingCartCodec implements EventCodec<ShoppingCartEvent> {

    @Override
    public NewEvent encode(ShoppingCartEvent event) {
        return NewEvent.of(nameOf(event), Json.write(event));
    }

    private static String nameOf(ShoppingCartEvent event) {
        return switch (event) {
            case Opened opened -> "Opened";
            case ProductItemAdded added -> "ProductItemAdded";
            case ProductItemRemoved removed -> "ProductItemRemoved";
            case Confirmed confirmed -> "Confirmed";
            case Canceled canceled -> "Canceled";
        };
    }

    /**
     * The store's event as the domain knows it: the other way round than {@link #encode}.
     *
     * @throws IllegalArgumentException for a type that no cart knows: {@link #unknown} says it in words; and for data
     *                                  that does not fit its type: {@link Json#read(RecordedEvent, Class)} does that
     */
    @Override
    public ShoppingCartEvent decode(RecordedEvent event) {
        throw new Todo(2, "switch over event.type(); Json.read reads the event's data");
    }

    private static IllegalArgumentException unknown(RecordedEvent event) {
        return new IllegalArgumentException("version " + event.version() + " of stream '" + event.streamId()
                + "' is of the type '" + event.type() + "', which is no event of a shopping cart");
    }
}
