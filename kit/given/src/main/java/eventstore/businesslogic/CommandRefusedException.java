package eventstore.businesslogic;

import java.util.Locale;
import shoppingcart.ProductItem;

/** The cart's rules do not allow what was asked. Nothing has happened. The message is in the words of the domain. */
public final class CommandRefusedException extends RuntimeException {

    private CommandRefusedException(String message) {
        super(message);
    }

    /** Something was asked of a cart that nobody has opened. */
    public static CommandRefusedException notOpened() {
        return new CommandRefusedException("nobody has opened this cart");
    }

    /** Somebody else has this cart. */
    public static CommandRefusedException anotherCustomers() {
        return new CommandRefusedException("this cart belongs to another customer");
    }

    /** An order of nothing. */
    public static CommandRefusedException empty() {
        return new CommandRefusedException("the cart is empty");
    }

    /** More pieces were to be taken out than are in. */
    public static CommandRefusedException notThatMany(ProductItem item) {
        return new CommandRefusedException("the cart does not hold " + item.quantity() + " of " + item.productId()
                + " at " + item.unitPrice() + " cents");
    }

    /**
     * The cart has come to its end.
     *
     * @param status {@code CONFIRMED} or {@code CANCELED}
     */
    public static CommandRefusedException closed(Enum<?> status) {
        String word = status.name().toLowerCase(Locale.ROOT);
        return new CommandRefusedException("the cart is already " + word);
    }
}
