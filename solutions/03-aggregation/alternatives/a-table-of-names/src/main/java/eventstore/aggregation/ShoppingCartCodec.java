package eventstore.aggregation;

import eventstore.given.EventCodec;
import eventstore.given.Json;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static final Map<String, Class<? extends ShoppingCartEvent>> CLASSES = Map.of(
            "Opened", Opened.class,
            "ProductItemAdded", ProductItemAdded.class,
            "ProductItemRemoved", ProductItemRemoved.class,
            "Confirmed", Confirmed.class,
            "Canceled", Canceled.class);

    private static final Map<Class<?>, String> NAMES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    @Override
    public NewEvent encode(ShoppingCartEvent event) {
        return NewEvent.of(NAMES.get(event.getClass()), Json.write(event));
    }

    /**
     * The store's event as the domain knows it: the other way round than {@link #encode}.
     *
     * @throws IllegalArgumentException for a type that no cart knows: {@link #unknown} says it in words; and for data
     *                                  that does not fit its type
     */
    @Override
    public ShoppingCartEvent decode(RecordedEvent event) {
        Class<? extends ShoppingCartEvent> type = CLASSES.get(event.type());
        if (type == null) {
            throw unknown(event);
        }
        return Json.read(event, type);
    }

    private static IllegalArgumentException unknown(RecordedEvent event) {
        return new IllegalArgumentException("version " + event.version() + " of stream '" + event.streamId()
                + "' is of the type '" + event.type() + "', which is no event of a shopping cart");
    }
}
