package eventstore.aggregation;

import eventstore.given.Todo;
import java.util.ArrayList;
import java.util.List;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/**
 * What the events of one shopping cart amount to. It never changes: each event gives a new one.
 *
 * @param status     how far the cart has come
 * @param customerId whose cart it is; null before it is opened
 * @param items      what is in it, at most one item for a product at a price; the same product at another price is
 *                   another item
 */
public record ShoppingCart(Status status, String customerId, List<ProductItem> items) {

    /** How far a cart has come. */
    public enum Status {
        /** Nobody has opened it. */
        NONE,
        OPENED,
        CONFIRMED,
        CANCELED
    }

    public ShoppingCart {
        items = List.copyOf(items);
    }

    /** The cart before its first event. */
    public static ShoppingCart initial() {
        return new ShoppingCart(Status.NONE, null, List.of());
    }

    /**
     * The cart after one more event. An event has happened, so it is neither refused nor ignored, however odd it looks.
     *
     * @param event what happened next
     * @return the new cart; this one stays as it is
     */
    public ShoppingCart evolve(ShoppingCartEvent event) {
        throw new Todo(1, "switch over the event: Opened, ProductItemAdded, ProductItemRemoved, Confirmed, Canceled");
    }

    /** What the cart costs, in cents. */
    public long total() {
        return items.stream()
                .mapToLong(item -> (long) item.quantity() * item.unitPrice())
                .sum();
    }

    /** How many pieces of a product the cart holds at a price, in cents; 0 when it holds none. */
    public int quantityOf(String productId, int unitPrice) {
        return items.stream()
                .filter(item -> item.productId().equals(productId) && item.unitPrice() == unitPrice)
                .mapToInt(ProductItem::quantity)
                .sum();
    }

    /** This cart with some pieces more. */
    private ShoppingCart plus(ProductItem more) {
        return with(more, (long) quantityOf(more.productId(), more.unitPrice()) + more.quantity());
    }

    /** This cart with some pieces fewer, but never fewer than none. */
    private ShoppingCart minus(ProductItem fewer) {
        return with(fewer, (long) quantityOf(fewer.productId(), fewer.unitPrice()) - fewer.quantity());
    }

    /** This cart with so many pieces of a product at a price. */
    private ShoppingCart with(ProductItem of, long quantity) {
        List<ProductItem> changed = new ArrayList<>(items);
        changed.removeIf(item -> item.productId().equals(of.productId()) && item.unitPrice() == of.unitPrice());
        if (quantity > 0) {
            int pieces = (int) Math.min(quantity, Integer.MAX_VALUE);
            changed.add(new ProductItem(of.productId(), pieces, of.unitPrice()));
        }
        return new ShoppingCart(status, customerId, changed);
    }

    /** This cart, come so far. */
    private ShoppingCart with(Status changed) {
        return new ShoppingCart(changed, customerId, items);
    }
}
