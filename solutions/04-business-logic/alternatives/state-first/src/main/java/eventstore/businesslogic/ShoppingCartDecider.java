package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCart;
import java.time.Instant;
import java.util.List;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartCommand;
import shoppingcart.ShoppingCartCommand.AddProductItem;
import shoppingcart.ShoppingCartCommand.Cancel;
import shoppingcart.ShoppingCartCommand.Confirm;
import shoppingcart.ShoppingCartCommand.Open;
import shoppingcart.ShoppingCartCommand.RemoveProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/** The rules of a shopping cart, and nothing else: no store, no clock, no dice. */
public final class ShoppingCartDecider {

    private ShoppingCartDecider() {}

    /**
     * What happens when this is asked of a cart in this state.
     *
     * @param command what is asked; whatever time is needed is in it
     * @param state   the cart as its events left it
     * @return the events that happen; none when what is asked was already done
     * @throws CommandRefusedException when the cart's rules do not allow it
     */
    public static List<ShoppingCartEvent> decide(ShoppingCartCommand command, ShoppingCart state) {
        return switch (state.status()) {
            case NONE -> decideOnNoCart(command);
            case OPENED -> decideOnAnOpenCart(command, state);
            case CONFIRMED -> decideOnAClosedCart(command instanceof Confirm, state);
            case CANCELED -> decideOnAClosedCart(command instanceof Cancel, state);
        };
    }

    private static List<ShoppingCartEvent> decideOnNoCart(ShoppingCartCommand command) {
        return switch (command) {
            case Open(String cartId, String customerId, Instant now) -> List.of(new Opened(cartId, customerId, now));
            case AddProductItem add -> throw CommandRefusedException.notOpened();
            case RemoveProductItem remove -> throw CommandRefusedException.notOpened();
            case Confirm confirm -> throw CommandRefusedException.notOpened();
            case Cancel cancel -> throw CommandRefusedException.notOpened();
        };
    }

    private static List<ShoppingCartEvent> decideOnAnOpenCart(ShoppingCartCommand command, ShoppingCart cart) {
        return switch (command) {
            case Open open when open.customerId().equals(cart.customerId()) -> List.of();
            case Open open -> throw CommandRefusedException.anotherCustomers();
            case AddProductItem(ProductItem item) -> List.of(new ProductItemAdded(item));
            case RemoveProductItem(ProductItem item) when holds(cart, item) -> List.of(new ProductItemRemoved(item));
            case RemoveProductItem(ProductItem item) -> throw CommandRefusedException.notThatMany(item);
            case Confirm confirm when cart.items().isEmpty() -> throw CommandRefusedException.empty();
            case Confirm(Instant now) -> List.of(new Confirmed(now));
            case Cancel(Instant now) -> List.of(new Canceled(now));
        };
    }

    private static List<ShoppingCartEvent> decideOnAClosedCart(boolean alreadyDone, ShoppingCart cart) {
        if (alreadyDone) {
            return List.of();
        }
        throw CommandRefusedException.closed(cart.status());
    }

    private static boolean holds(ShoppingCart cart, ProductItem item) {
        return cart.quantityOf(item.productId(), item.unitPrice()) >= item.quantity();
    }
}
