package eventstore.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import eventstore.aggregation.ShoppingCart;
import java.sql.Connection;
import java.sql.SQLException;
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

@EventStoreTest("07-snapshots")
@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: load")
class Task1LoadTest {

    private final Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(100);

    @Test
    @Order(1)
    @DisplayName("without a snapshot the state is what all events come to")
    void withoutSnapshot(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(3));
        Carts.append(connection, "cart-2", Carts.filled(2));
        Carts.givenSnapshot(connection, "cart-2", 2, 1, ShoppingCart.initial());

        assertThat(snapshots.load(connection, "cart-1"))
                .as("nobody has kept a snapshot of this stream").isEqualTo(Carts.allOf(connection, "cart-1"));
        assertThat(snapshots.load(connection, "cart-nobody-opened"))
                .as("a stream that does not exist is at its beginning").isEqualTo(Carts.aggregator().empty());
    }

    @ParameterizedTest(name = "a snapshot of {0} events out of 5")
    @ValueSource(ints = {1, 4, 5})
    @Order(2)
    @DisplayName("with a snapshot the state is the same: each event counts once")
    void withSnapshot(int known, Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(5));
        Carts.givenSnapshot(connection, "cart-1", known, 1, Carts.cart(ShoppingCart.initial(), Carts.filled(known)));

        assertThat(snapshots.load(connection, "cart-1"))
                .as("the snapshot knows events 1 to %s; those after it follow, each of them once", known)
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @ParameterizedTest(name = "{0} events")
    @ValueSource(ints = {50, 2_000})
    @Order(3)
    @DisplayName("only the events after the snapshot are read, however long the stream is")
    void onlyTheTail(int length, Wire wire) throws Exception {
        Connection connection = wire.connection();
        Carts.append(connection, "cart-1", Carts.filled(length));
        Carts.givenSnapshot(connection, "cart-1", length - 5, 1,
                Carts.cart(ShoppingCart.initial(), Carts.filled(length - 5)));

        Wire.Traffic traffic = wire.during(c -> snapshots.load(c, "cart-1"));

        assertThat(traffic.rows())
                .as("rows that came from the server: the snapshot and the 5 events after it").isLessThanOrEqualTo(6);
    }
}
