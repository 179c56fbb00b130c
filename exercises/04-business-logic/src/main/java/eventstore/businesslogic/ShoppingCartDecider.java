package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCart.Status;
import eventstore.given.Todo;
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
        throw new Todo(1, "switch over the command: Open, AddProductItem, RemoveProductItem, Confirm, Cancel");
    }
}
