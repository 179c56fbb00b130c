package eventstore.appending;

import eventstore.given.NewEvent;
import java.util.List;
import java.util.stream.IntStream;

/** Events for the tests of this module. The store does not care what is in them. */
final class CartEvents {

    private CartEvents() {
    }

    static NewEvent opened() {
        return NewEvent.of("Opened", "{\"cartId\": \"cart-1\"}");
    }

    static NewEvent added(String productId) {
        return NewEvent.of("ProductItemAdded", "{\"productId\": \"" + productId + "\", \"quantity\": 2}");
    }

    /** So many additions to a cart, with the quantities 1, 2, 3 and so on. */
    static List<NewEvent> added(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(CartEvents::added1).toList();
    }

    private static NewEvent added1(int quantity) {
        return NewEvent.of("ProductItemAdded", "{\"quantity\": " + quantity + "}");
    }
}
