package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCart.Status;
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
        return switch (command) {
            case Open open -> open(open, state);
            case AddProductItem(ProductItem item) -> {
                requireOpened(state);
                yield List.of(new ProductItemAdded(item));
            }
            case RemoveProductItem(ProductItem item) -> {
                requireOpened(state);
                if (state.quantityOf(item.productId(), item.unitPrice()) < item.quantity()) {
                    throw CommandRefusedException.notThatMany(item);
                }
                yield List.of(new ProductItemRemoved(item));
            }
            case Confirm(Instant now) -> {
                if (state.status() == Status.CONFIRMED) {
                    yield List.of();
                }
                requireOpened(state);
                if (state.items().isEmpty()) {
                    throw CommandRefusedException.empty();
                }
                yield List.of(new Confirmed(now));
            }
            case Cancel(Instant now) -> {
                if (state.status() == Status.CANCELED) {
                    yield List.of();
                }
                requireOpened(state);
                yield List.of(new Canceled(now));
            }
        };
    }

    private static List<ShoppingCartEvent> open(Open open, ShoppingCart state) {
        if (state.status() == Status.NONE) {
            return List.of(new Opened(open.cartId(), open.customerId(), open.now()));
        }
        requireOpened(state);
        if (!open.customerId().equals(state.customerId())) {
            throw CommandRefusedException.anotherCustomers();
        }
        return List.of();
    }

    private static void requireOpened(ShoppingCart state) {
        switch (state.status()) {
            case OPENED -> {}
            case NONE -> throw CommandRefusedException.notOpened();
            case CONFIRMED, CANCELED -> throw CommandRefusedException.closed(state.status());
        }
    }
}
