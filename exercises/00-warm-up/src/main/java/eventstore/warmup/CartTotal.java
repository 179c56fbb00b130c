package eventstore.warmup;

import eventstore.given.Todo;
import java.util.List;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/** What a shopping cart costs, worked out from what happened to it. */
public final class CartTotal {

    private CartTotal() {}

    /**
     * Goes through the events, one after the other, and lets each have its effect.
     *
     * @param events what happened to the cart, the oldest first
     * @return what the cart costs, in cents
     */
    public static int of(List<ShoppingCartEvent> events) {
        int total = 0;
        for (ShoppingCartEvent event : events) {
            total = evolve(total, event);
        }
        return total;
    }

    /** The total before an event, and the event: together they give the total after it. */
    private static int evolve(int total, ShoppingCartEvent event) {
        return switch (event) {
            case Opened opened -> total;
            case ProductItemAdded(var item) -> total + item.quantity() * item.unitPrice();
            case ProductItemRemoved(var item) -> throw new Todo(1, "take it off the total");
            case Confirmed confirmed -> total;
            case Canceled canceled -> total;
        };
    }
}
