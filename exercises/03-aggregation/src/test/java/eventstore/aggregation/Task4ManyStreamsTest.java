package eventstore.aggregation;

import static eventstore.aggregation.Cart.OPENED;
import static eventstore.aggregation.Cart.added;
import static eventstore.aggregation.Cart.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.Duel;
import workbook.testing.EventStoreTest;

@EventStoreTest("03-aggregation")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: any stream in the store")
class Task4ManyStreamsTest {

    private final StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator = Cart.aggregator();

    @Test
    @Order(1)
    @DisplayName("a stream whose oldest events are in an archive is at the version of its last event")
    void archivedBeginning(Connection connection) throws SQLException {
        execute(connection, "insert into streams (stream_id, version) values ('cart-1', 3000000000)");
        Cart.append(connection, "cart-1", OPENED, added(2, "shoes", 5_000));

        assertThat(aggregator.aggregate(connection, "cart-1"))
                .as("two events are here, and three billion before them are not: the version is read, and not counted")
                .isEqualTo(new Aggregate<>(after(OPENED, added(2, "shoes", 5_000)), 3_000_000_002L));
    }

    @Test
    @Order(2)
    @DisplayName("events that a clock ahead of ours has recorded count like all others")
    void recordedInTheFuture(Connection connection) throws SQLException {
        execute(connection, """
                insert into streams (stream_id, version) values ('cart-1', 2);
                insert into events (stream_id, version, event_id, type, data, metadata, recorded_at) values
                    ('cart-1', 1, gen_random_uuid(), 'Opened',
                     '{"cartId": "cart-1", "customerId": "anna", "openedAt": "2026-03-02T09:30:00Z"}', '{}', '2036-01-01Z'),
                    ('cart-1', 2, gen_random_uuid(), 'ProductItemAdded',
                     '{"item": {"productId": "shoes", "quantity": 2, "unitPrice": 5000}}', '{}', '2036-01-01Z');
                """);

        assertThat(aggregator.aggregate(connection, "cart-1")).as("they have happened, whatever our clock says")
                .isEqualTo(new Aggregate<>(after(OPENED, added(2, "shoes", 5_000)), 2));
    }

    @Test
    @Order(3)
    @DisplayName("when the database fails, so does the fold: half a cart is no cart")
    void databaseFails(Connection connection) throws SQLException {
        execute(connection, "alter table events rename to events_elsewhere");

        assertThat(catchThrowable(() -> aggregator.aggregate(connection, "cart-1")))
                .as("the table of events is not there").isInstanceOf(SQLException.class);
    }

    @Test
    @Order(4)
    @DisplayName("carts with names that look alike, filled by turns, come out as their own events say")
    void longHistory(Connection connection) throws Exception {
        Duel.<CartHistory.Step>of(new CartHistory(aggregator, connection));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
