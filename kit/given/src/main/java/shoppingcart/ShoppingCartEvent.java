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

        public Opened {
            Objects.requireNonNull(cartId, "a cart that was opened has an id");
            Objects.requireNonNull(customerId, "a cart that was opened has a customer");
            Objects.requireNonNull(openedAt, "a cart that was opened was opened at some time");
        }
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

        public Confirmed {
            Objects.requireNonNull(confirmedAt, "a cart that was confirmed was confirmed at some time");
        }
    }

    /** The cart was given up. */
    record Canceled(Instant canceledAt) implements ShoppingCartEvent {

        public Canceled {
            Objects.requireNonNull(canceledAt, "a cart that was canceled was canceled at some time");
        }
    }
}
