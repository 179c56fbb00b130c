package shoppingcart;

import java.time.Instant;
import java.util.Objects;

/**
 * What can have happened to a shopping cart: facts, in the past tense. The whole list is here, so a {@code switch}
 * over it needs no default, and a new kind of event does not compile until every such switch has an answer to it.
 */
public sealed interface ShoppingCartEvent {

    /** A customer took a cart. */
    record Opened(String cartId, String customerId, Instant openedAt) implements ShoppingCartEvent {
    }

    /** Some pieces of a product were put into the cart. */
    record ProductItemAdded(ProductItem item) implements ShoppingCartEvent {

        public ProductItemAdded {
            Objects.requireNonNull(item, "an event about an item needs the item");
        }
    }

    /** Some pieces of a product were taken out of the cart. */
    record ProductItemRemoved(ProductItem item) implements ShoppingCartEvent {

        public ProductItemRemoved {
            Objects.requireNonNull(item, "an event about an item needs the item");
        }
    }

    /** The customer ordered what is in the cart. */
    record Confirmed(Instant confirmedAt) implements ShoppingCartEvent {
    }

    /** The cart was given up. */
    record Canceled(Instant canceledAt) implements ShoppingCartEvent {
    }
}
