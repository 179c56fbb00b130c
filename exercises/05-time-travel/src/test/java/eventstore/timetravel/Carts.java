package eventstore.timetravel;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/** Carts for the tests of this module. */
final class Carts {

    /** The events of a cart. In another order they come to another cart. */
    static final List<ShoppingCartEvent> EVENTS = List.of(
            new Opened("cart-1", "customer-7", at("09:00")),
            new ProductItemAdded(new ProductItem("shoes", 2, 8_900)),
            new ProductItemAdded(new ProductItem("socks", 3, 900)),
            new ProductItemRemoved(new ProductItem("shoes", 1, 8_900)),
            new Confirmed(at("11:00")));

    private static final ShoppingCartCodec CODEC = new ShoppingCartCodec();

    private Carts() {
    }

    static StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator() {
        return new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, CODEC);
    }

    static TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine() {
        return new TimeMachine<>(aggregator());
    }

    /** What the first so many of {@link #EVENTS} come to. */
    static Aggregate<ShoppingCart> after(int events) {
        return fold(EVENTS.subList(0, events));
    }

    /** Appends some of {@link #EVENTS}, from the first one to the last one, both counted from 1. */
    static long append(Connection connection, String streamId, int first, int last) throws SQLException {
        return append(connection, streamId, EVENTS.subList(first - 1, last));
    }

    static long append(Connection connection, String streamId, List<ShoppingCartEvent> events) throws SQLException {
        return new EventStore().append(connection, streamId, ExpectedVersion.any(),
                events.stream().map(CODEC::encode).toList());
    }

    /** So many additions to a cart, each of another number of pieces, from one place in the cart's history to another. */
    static List<ShoppingCartEvent> additions(int from, int to) {
        return IntStream.range(from, to).<ShoppingCartEvent>mapToObj(
                n -> new ProductItemAdded(new ProductItem("shoes", n + 1, 8_900))).toList();
    }

    static Aggregate<ShoppingCart> fold(List<ShoppingCartEvent> events) {
        ShoppingCart cart = ShoppingCart.initial();
        for (ShoppingCartEvent event : events) {
            cart = cart.evolve(event);
        }
        return new Aggregate<>(cart, events.size());
    }

    /** Writes the first of {@link #EVENTS} with these times into a new stream, past the append and its clock. */
    static void recordedAt(Connection connection, String streamId, Instant... times) throws SQLException {
        for (int i = 0; i < times.length; i++) {
            record(connection, streamId, i, EVENTS.subList(i, i + 1), times[i]);
        }
    }

    /** Writes events with a time behind those that a stream has, past the append and its clock. */
    static void record(Connection connection, String streamId, long version, List<? extends ShoppingCartEvent> events,
                       Instant time) throws SQLException {
        try (PreparedStatement stream = connection.prepareStatement("insert into streams (stream_id, version)"
                     + " values (?, ?) on conflict (stream_id) do update set version = excluded.version");
             PreparedStatement row = connection.prepareStatement("""
                     insert into events (stream_id, version, event_id, type, data, metadata, recorded_at)
                     values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)""")) {
            stream.setString(1, streamId);
            stream.setLong(2, version + events.size());
            stream.executeUpdate();
            for (int i = 0; i < events.size(); i++) {
                NewEvent event = CODEC.encode(events.get(i));
                row.setString(1, streamId);
                row.setLong(2, version + i + 1);
                row.setObject(3, event.id());
                row.setString(4, event.type());
                row.setString(5, event.data());
                row.setString(6, event.metadata());
                row.setObject(7, time.atOffset(ZoneOffset.UTC));
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    /** When a stream's events were recorded, in the order of their versions. */
    static List<Instant> times(Connection connection, String streamId) throws SQLException {
        String sql = "select recorded_at from events where stream_id = ? order by version";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, streamId);
            List<Instant> times = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    times.add(row.getObject(1, OffsetDateTime.class).toInstant());
                }
            }
            return times;
        }
    }

    /** What the server's clock says, whatever transaction asks. */
    static Instant clock(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select clock_timestamp()");
             ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** A time of one Monday, in UTC: {@code 09:00}, or {@code 09:00:00.000001}. */
    static Instant at(String time) {
        return Instant.parse("2026-01-05T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }

    static Instant[] at(String... times) {
        return Arrays.stream(times).map(Carts::at).toArray(Instant[]::new);
    }
}
