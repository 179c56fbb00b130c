package eventstore.aggregation;

import eventstore.appending.EventStore;
import eventstore.given.EventCodec;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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

    /** An item as JSON gives it: its text is never the same object as another one's. */
    static ProductItem item(int quantity, String productId, int unitPrice) {
        return new ProductItem(new String(productId), quantity, unitPrice);
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

    /** The same, and somebody sees each event before it is decoded. */
    static StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator(Consumer<RecordedEvent> before) {
        ShoppingCartCodec codec = new ShoppingCartCodec();
        return new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, new EventCodec<>() {
            @Override
            public NewEvent encode(ShoppingCartEvent event) {
                return codec.encode(event);
            }

            @Override
            public ShoppingCartEvent decode(RecordedEvent event) {
                before.accept(event);
                return codec.decode(event);
            }
        });
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

    /** Events as a cursor gives them: they can be gone through once. */
    static Iterable<RecordedEvent> asTheyAreRead(List<RecordedEvent> events) {
        AtomicBoolean gone = new AtomicBoolean();
        return () -> {
            if (gone.getAndSet(true)) {
                throw new AssertionError("the events are gone through a second time: a cursor has none left by then");
            }
            return events.iterator();
        };
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

    /** A cart to which things happen, before it is opened, while it is open, and after its end. */
    static List<ShoppingCartEvent> anyHistoryOfItems(Random random) {
        List<ShoppingCartEvent> history = new ArrayList<>();
        ShoppingCartEvent end = random.nextBoolean() ? CONFIRMED : CANCELED;
        for (ShoppingCartEvent then : List.of(OPENED, end, anyItemEvent(random))) {
            Stream.generate(() -> anyItemEvent(random)).limit(random.nextInt(1, 8)).forEach(history::add);
            history.add(then);
        }
        return history;
    }

    private static ShoppingCartEvent anyEvent(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Opened("cart-1", "customer-" + random.nextInt(3), MONDAY);
            case 1 -> CONFIRMED;
            case 2 -> CANCELED;
            default -> anyItemEvent(random);
        };
    }

    private static ShoppingCartEvent anyItemEvent(Random random) {
        String product = List.of("shoes", "shirt", "hat").get(random.nextInt(3));
        int price = 100 * random.nextInt(3);
        int quantity = random.nextInt(20) == 0 ? Integer.MAX_VALUE : random.nextInt(1, 6);
        return random.nextInt(9) < 4 ? removed(quantity, product, price) : added(quantity, product, price);
    }
}
