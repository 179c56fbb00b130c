package shoppingcart;

import java.time.Instant;

/**
 * What somebody may ask of a shopping cart: in the imperative, for it can be refused. Whatever a decision depends on
 * travels in the command, the time too, so that a decision needs no clock.
 */
public sealed interface ShoppingCartCommand {

    /** A customer wants a cart. */
    record Open(String cartId, String customerId, Instant now) implements ShoppingCartCommand {}

    /** Put some pieces of a product into the cart. */
    record AddProductItem(ProductItem item) implements ShoppingCartCommand {}

    /** Take some pieces of a product out of the cart. */
    record RemoveProductItem(ProductItem item) implements ShoppingCartCommand {}

    /** Order what is in the cart. */
    record Confirm(Instant now) implements ShoppingCartCommand {}

    /** Give the cart up. */
    record Cancel(Instant now) implements ShoppingCartCommand {}
}
