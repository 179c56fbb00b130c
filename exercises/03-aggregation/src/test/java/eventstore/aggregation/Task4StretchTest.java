package eventstore.aggregation;

import static eventstore.aggregation.Cart.OPENED;
import static eventstore.aggregation.Cart.added;
import static eventstore.aggregation.Cart.after;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.EventStoreTest;
import workbook.testing.Wire;

@EventStoreTest("03-aggregation")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: a page at a time")
class Task4StretchTest {

    private final StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator = Cart.aggregator();

    @Test
    @Order(1)
    @DisplayName("of a stream of 20,000 events, at most 1,000 are held at once")
    void atMostAThousandAtOnce(Connection connection, Wire wire) throws Exception {
        givenEvents(20_000, connection);
        AtomicLong mostInHand = new AtomicLong();
        StreamAggregator<ShoppingCart, ShoppingCartEvent> counting = Cart.aggregator(event ->
                mostInHand.accumulateAndGet(wire.rowsSoFar() - event.version(), Math::max));
        AtomicReference<Aggregate<ShoppingCart>> cart = new AtomicReference<>();

        Wire.Traffic traffic = wire.during(c -> {
            cart.set(counting.aggregate(c, "cart-1"));
            return null;
        });

        assertThat(cart.get()).as("one piece for each event after the first")
                .isEqualTo(new Aggregate<>(after(OPENED, added(19_999, "shoes", 5)), 20_000));
        assertThat(traffic.mostRowsAtOnce())
                .as("a fold needs one event at a time, but the driver fetched a whole result at once. It ignores a fetch"
                        + " size while autocommit is on; a limit works in both cases")
                .isLessThanOrEqualTo(1_000);
        assertThat(mostInHand.get())
                .as("events that had been read and not yet folded: each page is folded before the next one is read")
                .isLessThanOrEqualTo(1_010);
    }

    @ParameterizedTest(name = "{0} events")
    @ValueSource(ints = {1, 999, 1_000, 1_001, 2_000})
    @Order(2)
    @DisplayName("a stream that ends where a page ends is read whole, and each event once")
    void edgesOfAPage(int events, Connection connection) throws SQLException {
        givenEvents(events, connection);

        Aggregate<ShoppingCart> cart = aggregator.aggregate(connection, "cart-1");

        assertThat(cart.version()).as("the last event was reached").isEqualTo(events);
        assertThat(cart.state().total()).as("no event was left out, none was taken twice").isEqualTo((events - 1) * 5L);
    }

    @Test
    @Order(3)
    @DisplayName("the connection comes back as it came: in autocommit, or in the caller's transaction")
    void connectionAsItCame(Connection connection, DataSource dataSource) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);

        aggregator.aggregate(connection, "cart-1");
        assertThat(connection.getAutoCommit()).as("who came in autocommit goes in autocommit").isTrue();

        connection.setAutoCommit(false);
        Cart.append(connection, "cart-1", added(1, "shoes", 5_000));
        Aggregate<ShoppingCart> within = aggregator.aggregate(connection, "cart-1");
        assertThat(connection.getAutoCommit()).as("the caller's transaction goes on").isFalse();
        assertThat(within.version()).as("what was appended in it is read in it").isEqualTo(2);
        try (Connection other = dataSource.getConnection()) {
            assertThat(aggregator.aggregate(other, "cart-1").version())
                    .as("reading commits nothing: only the caller may").isEqualTo(1);
        }
        connection.rollback();
        assertThat(aggregator.aggregate(connection, "cart-1").version())
                .as("the caller has rolled back the shoes: reading may not have committed them").isEqualTo(1);
    }

    /** A stream of so many events, written by one statement: Opened, and then one piece after the other. */
    private static void givenEvents(int count, Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        String sql = """
                with stream as (update streams set version = ? where stream_id = 'cart-1')
                insert into events (stream_id, version, event_id, type, data, metadata)
                select 'cart-1', n, gen_random_uuid(), 'ProductItemAdded',
                       '{"item": {"productId": "shoes", "quantity": 1, "unitPrice": 5}}', '{}'
                  from generate_series(2, ?) as n
                """;
        try (PreparedStatement fill = connection.prepareStatement(sql)) {
            fill.setInt(1, count);
            fill.setInt(2, count);
            fill.executeUpdate();
        }
    }
}
