package eventstore.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import workbook.testing.EventStoreTest;

@EventStoreTest("07-snapshots")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: invalidate")
class Task3InvalidateTest {

    /** A cart as an older release saw it: a list of what was put in, one entry each time. */
    record OlderCart(List<ProductItem> items) {

        OlderCart evolve(ShoppingCartEvent event) {
            return event instanceof ProductItemAdded added
                    ? new OlderCart(Stream.concat(items.stream(), Stream.of(added.item())).toList()) : this;
        }
    }

    @Test
    @Order(1)
    @DisplayName("a snapshot of an older schema version is ignored, even if it can be read")
    void olderSchemaVersion(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(5));
        Carts.givenSnapshot(connection, "cart-1", 3, 1, ShoppingCart.initial());

        assertThat(Carts.snapshots(2, 10).load(connection, "cart-1"))
                .as("the older release meant something else, so the state comes from the events alone")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @Test
    @Order(2)
    @DisplayName("a snapshot of a newer schema version is ignored, even if it can be read")
    void newerSchemaVersion(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(5));
        Carts.givenSnapshot(connection, "cart-1", 3, 3, ShoppingCart.initial());

        assertThat(Carts.snapshots(2, 10).load(connection, "cart-1"))
                .as("the newer release was rolled back, and its snapshots are still there")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @Test
    @Order(3)
    @DisplayName("two releases at work side by side do not disturb each other")
    void sideBySide(Connection connection) throws SQLException {
        StreamAggregator<OlderCart, ShoppingCartEvent> olderCarts =
                new StreamAggregator<>(new OlderCart(List.of()), OlderCart::evolve, new ShoppingCartCodec());
        Snapshots<OlderCart, ShoppingCartEvent> older = new Snapshots<>(olderCarts, OlderCart.class, 1, 2);
        Snapshots<ShoppingCart, ShoppingCartEvent> newer = Carts.snapshots(2, 3);

        for (ShoppingCartEvent event : Carts.filled(9)) {
            Aggregate<OlderCart> olderBefore = older.load(connection, "cart-1");
            Aggregate<ShoppingCart> newerBefore = newer.load(connection, "cart-1");
            Carts.append(connection, "cart-1", List.of(event));
            older.save(connection, "cart-1", olderBefore, olderCarts.aggregate(connection, "cart-1"));
            newer.save(connection, "cart-1", newerBefore, Carts.allOf(connection, "cart-1"));

            assertThat(older.load(connection, "cart-1")).as("what the older release makes of the events")
                    .isEqualTo(olderCarts.aggregate(connection, "cart-1"));
            assertThat(newer.load(connection, "cart-1")).as("what the newer release makes of the events")
                    .isEqualTo(Carts.allOf(connection, "cart-1"));
        }
    }

    @Test
    @Order(4)
    @DisplayName("deleting all snapshots loses nothing but time")
    void deletingAll(Connection connection) throws SQLException {
        Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(10);
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.filled(25));
        Aggregate<ShoppingCart> before = snapshots.load(connection, "cart-1");

        Carts.deleteSnapshots(connection);

        assertThat(snapshots.load(connection, "cart-1")).as("the events still know it all").isEqualTo(before);
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.added(10));
        assertThat(Carts.snapshotsIn(connection)).as("the next snapshot that is due is kept").isPositive();
        assertThat(snapshots.load(connection, "cart-1")).as("with the new snapshot, the cart that all events come to")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }
}
