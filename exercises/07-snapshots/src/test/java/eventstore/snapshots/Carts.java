package eventstore.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.ExpectedVersion;
import eventstore.given.Json;
import eventstore.given.NewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/** Carts for the tests of this module, some of them far too long. */
final class Carts {

    private static final ShoppingCartCodec CODEC = new ShoppingCartCodec();
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final List<String> PRODUCTS = List.of("shoes", "socks", "laces");

    private Carts() {
    }

    static StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator() {
        return new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, CODEC);
    }

    /** Snapshots of the first shape of a cart, every so many events. */
    static Snapshots<ShoppingCart, ShoppingCartEvent> snapshotsEvery(long interval) {
        return snapshots(1, interval);
    }

    static Snapshots<ShoppingCart, ShoppingCartEvent> snapshots(int schemaVersion, long interval) {
        return new Snapshots<>(aggregator(), ShoppingCart.class, schemaVersion, interval);
    }

    /** What a stream comes to when every one of its events is read. */
    static Aggregate<ShoppingCart> allOf(Connection connection, String streamId) throws SQLException {
        return aggregator().aggregate(connection, streamId);
    }

    /** A cart that is opened, and then filled: so many events. */
    static List<ShoppingCartEvent> filled(int events) {
        List<ShoppingCartEvent> filled = new ArrayList<>();
        filled.add(new Opened("cart-1", "customer-7", NOON));
        for (int i = 1; i < events; i++) {
            filled.add(new ProductItemAdded(new ProductItem(PRODUCTS.get(i % PRODUCTS.size()), i % 10 + 1, 900)));
        }
        return filled;
    }

    /** So many additions to a cart. */
    static List<ShoppingCartEvent> added(int events) {
        return filled(events + 1).subList(1, events + 1);
    }

    /** Any event at all. */
    static ShoppingCartEvent any(Random random) {
        ProductItem item = new ProductItem(PRODUCTS.get(random.nextInt(PRODUCTS.size())), random.nextInt(1, 5),
                random.nextInt(1, 3) * 100);
        return switch (random.nextInt(12)) {
            case 0 -> new Opened("cart-1", "customer-" + random.nextInt(9), NOON);
            case 1 -> new Confirmed(NOON);
            case 2 -> new Canceled(NOON);
            case 3, 4, 5 -> new ProductItemRemoved(item);
            default -> new ProductItemAdded(item);
        };
    }

    /** Appends events, and does nothing about snapshots. */
    static long append(Connection connection, String streamId, List<ShoppingCartEvent> events) throws SQLException {
        List<NewEvent> batch = events.stream().map(CODEC::encode).toList();
        return new EventStore().append(connection, streamId, ExpectedVersion.any(), batch);
    }

    /** Appends events as a command handler does that keeps snapshots: load, append, save. */
    static Aggregate<ShoppingCart> appendAndSave(Snapshots<ShoppingCart, ShoppingCartEvent> snapshots,
            Connection connection, String streamId, List<ShoppingCartEvent> events) throws SQLException {
        Aggregate<ShoppingCart> before = snapshots.load(connection, streamId);
        Aggregate<ShoppingCart> after = new Aggregate<>(cart(before.state(), events),
                append(connection, streamId, events));
        snapshots.save(connection, streamId, before, after);
        return after;
    }

    static ShoppingCart cart(ShoppingCart from, List<ShoppingCartEvent> events) {
        ShoppingCart cart = from;
        for (ShoppingCartEvent event : events) {
            cart = cart.evolve(event);
        }
        return cart;
    }

    /** Writes a snapshot past the code that is tested. */
    static void givenSnapshot(Connection connection, String streamId, long version, int schemaVersion, Object state)
            throws SQLException {
        snapshotsIn(connection);
        String sql = "insert into snapshots (stream_id, version, schema_version, state) values (?, ?, ?, ?::jsonb)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, streamId);
            insert.setLong(2, version);
            insert.setInt(3, schemaVersion);
            insert.setString(4, Json.write(state));
            insert.executeUpdate();
        }
    }

    /** How many snapshots there are, but for the neighbours'. */
    static int snapshotsIn(Connection connection) throws SQLException {
        String columns = """
                select column_name from information_schema.columns
                 where table_schema = current_schema() and table_name = 'snapshots'""";
        try (PreparedStatement query = connection.prepareStatement(columns); ResultSet row = query.executeQuery()) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            assertThat(names).as("the columns of the table snapshots: create it, it is task 1, in"
                            + " exercises/07-snapshots/sql/07-snapshots.sql")
                    .contains("stream_id", "version", "schema_version", "state");
        }
        String count = "select count(*) from snapshots where not neighbours.have(stream_id)";
        try (PreparedStatement query = connection.prepareStatement(count); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Throws all snapshots away, but for the neighbours'. */
    static void deleteSnapshots(Connection connection) throws SQLException {
        snapshotsIn(connection);
        String all = "delete from snapshots where not neighbours.have(stream_id)";
        try (PreparedStatement delete = connection.prepareStatement(all)) {
            delete.executeUpdate();
        }
    }

    /** Throws the snapshots of one cart away. */
    static void deleteSnapshots(Connection connection, String streamId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from snapshots where stream_id = ?")) {
            delete.setString(1, streamId);
            delete.executeUpdate();
        }
    }
}
