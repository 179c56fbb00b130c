package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.EventCodec;
import eventstore.given.ExpectedVersion;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import shoppingcart.ProductItem;
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

/** The carts of this module's tests: what is asked of them, and what happens to them. */
final class Cart {

    static final Instant MONDAY = Instant.parse("2026-03-02T09:30:00Z");

    static final Open OPEN = new Open("cart-1", "anna", MONDAY);
    static final Confirm CONFIRM = new Confirm(MONDAY.plusSeconds(600));
    static final Cancel CANCEL = new Cancel(MONDAY.plusSeconds(900));

    static final Opened OPENED = new Opened("cart-1", "anna", MONDAY);
    static final Confirmed CONFIRMED = new Confirmed(MONDAY.plusSeconds(600));
    static final Canceled CANCELED = new Canceled(MONDAY.plusSeconds(900));

    private Cart() {
    }

    static AddProductItem add(int quantity, String productId, int unitPrice) {
        return new AddProductItem(new ProductItem(productId, quantity, unitPrice));
    }

    static RemoveProductItem remove(int quantity, String productId, int unitPrice) {
        return new RemoveProductItem(new ProductItem(productId, quantity, unitPrice));
    }

    static ProductItemAdded added(int quantity, String productId, int unitPrice) {
        return new ProductItemAdded(new ProductItem(productId, quantity, unitPrice));
    }

    static ProductItemRemoved removed(int quantity, String productId, int unitPrice) {
        return new ProductItemRemoved(new ProductItem(productId, quantity, unitPrice));
    }

    static CommandHandler handler() {
        return handler(new ShoppingCartCodec());
    }

    static CommandHandler handler(EventCodec<ShoppingCartEvent> codec) {
        return new CommandHandler(new EventStore(),
                new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, codec), codec);
    }

    /** Appends to a stream whatever it holds already, as somebody who does not ask the rules. */
    static long append(Connection connection, String streamId, ShoppingCartEvent... events) throws SQLException {
        return new EventStore().append(connection, streamId, ExpectedVersion.any(),
                Arrays.stream(events).map(new ShoppingCartCodec()::encode).toList());
    }

    /** What has happened to a cart, as the store has it. */
    static List<ShoppingCartEvent> history(Connection connection, String streamId) throws SQLException {
        return new EventStore().readStream(connection, streamId).stream().map(new ShoppingCartCodec()::decode).toList();
    }

    /** The names of a stream's events, whichever they are. */
    static List<String> types(Connection connection, String streamId) throws SQLException {
        return new EventStore().readStream(connection, streamId).stream().map(RecordedEvent::type).toList();
    }
}
