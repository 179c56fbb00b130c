package eventstore.aggregation;

import eventstore.appending.EventStore;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/** The carts of this module's tests: what happens to them, in the domain's words and in the store's. */
final class Cart {

    static final Instant MONDAY = Instant.parse("2026-03-02T09:30:00Z");
    static final Opened OPENED = new Opened("cart-1", "anna", MONDAY);
    static final Confirmed CONFIRMED = new Confirmed(MONDAY.plusSeconds(600));
    static final Canceled CANCELED = new Canceled(MONDAY.plusSeconds(900));

    private Cart() {
    }

    static ProductItem item(int quantity, String productId, int unitPrice) {
        return new ProductItem(productId, quantity, unitPrice);
    }

    static ProductItemAdded added(int quantity, String productId, int unitPrice) {
        return new ProductItemAdded(item(quantity, productId, unitPrice));
    }

    static ProductItemRemoved removed(int quantity, String productId, int unitPrice) {
        return new ProductItemRemoved(item(quantity, productId, unitPrice));
    }

    /** The cart that these events amount to. */
    static ShoppingCart after(ShoppingCartEvent... events) {
        ShoppingCart cart = ShoppingCart.initial();
        for (ShoppingCartEvent event : events) {
            cart = cart.evolve(event);
        }
        return cart;
    }

    /** The aggregator of carts. */
    static StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator() {
        return new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, new ShoppingCartCodec());
    }

    /** An event as the store would hold it. */
    static RecordedEvent recorded(long version, String type, String data) {
        return new RecordedEvent("cart-1", version, UUID.randomUUID(), type, data, "{}", MONDAY);
    }

    /** Events as the store would hold them, the first of them at this version. */
    static List<RecordedEvent> recorded(long firstVersion, List<ShoppingCartEvent> events) {
        List<RecordedEvent> recorded = new ArrayList<>();
        for (ShoppingCartEvent event : events) {
            NewEvent encoded = new ShoppingCartCodec().encode(event);
            recorded.add(recorded(firstVersion + recorded.size(), encoded.type(), encoded.data()));
        }
        return recorded;
    }

    /** Appends to a stream whatever it holds already. */
    static void append(Connection connection, String streamId, ShoppingCartEvent... events) throws SQLException {
        new EventStore().append(connection, streamId, ExpectedVersion.any(),
                Arrays.stream(events).map(new ShoppingCartCodec()::encode).toList());
    }

    /** Any history of so many events, the odd ones too: carts that are emptied twice, or go on after their end. */
    static List<ShoppingCartEvent> anyHistory(Random random, int length) {
        return Stream.generate(() -> anyEvent(random)).limit(length).toList();
    }

    private static ShoppingCartEvent anyEvent(Random random) {
        String product = List.of("shoes", "shirt", "hat").get(random.nextInt(3));
        int price = 100 * random.nextInt(1, 4);
        int quantity = random.nextInt(20) == 0 ? Integer.MAX_VALUE : random.nextInt(1, 6);
        return switch (random.nextInt(12)) {
            case 0 -> new Opened("cart-1", "customer-" + random.nextInt(3), MONDAY);
            case 1 -> CONFIRMED;
            case 2 -> CANCELED;
            case 3, 4, 5, 6 -> removed(quantity, product, price);
            default -> added(quantity, product, price);
        };
    }
}
