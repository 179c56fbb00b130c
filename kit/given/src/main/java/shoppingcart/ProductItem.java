package shoppingcart;

import java.util.Objects;

/**
 * Some pieces of one product, at one price.
 *
 * @param productId the product, such as {@code shoes}
 * @param quantity  pieces, 1 or more
 * @param unitPrice the price of one piece, in cents, 0 or more
 */
public record ProductItem(String productId, int quantity, int unitPrice) {

    public ProductItem {
        Objects.requireNonNull(productId, "an item is of some product");
        if (quantity < 1) {
            throw new IllegalArgumentException("a quantity is 1 or more, not " + quantity);
        }
        if (unitPrice < 0) {
            throw new IllegalArgumentException("a price is 0 or more, not " + unitPrice);
        }
    }
}
