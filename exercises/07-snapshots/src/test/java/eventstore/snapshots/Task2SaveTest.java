package eventstore.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.EventStoreTest;
import workbook.testing.Wire;

@EventStoreTest("07-snapshots")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: save")
class Task2SaveTest {

    @Test
    @Order(1)
    @DisplayName("the tenth event makes a snapshot when one is due every ten, and none before it does")
    void everyTenth(Connection connection) throws SQLException {
        Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(10);

        for (ShoppingCartEvent event : Carts.filled(9)) {
            Carts.appendAndSave(snapshots, connection, "cart-1", List.of(event));
        }
        assertThat(Carts.snapshotsIn(connection)).as("nine events, and no snapshot is due yet").isZero();

        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.added(1));
        assertThat(Carts.snapshotsIn(connection)).as("the tenth event completes the interval").isEqualTo(1);
    }

    @Test
    @Order(2)
    @DisplayName("a batch that goes past the tenth event makes a snapshot too")
    void batchCrosses(Wire wire) throws Exception {
        Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(10);
        Connection connection = wire.connection();

        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.filled(7));
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.added(7));

        assertThat(Carts.snapshotsIn(connection))
                .as("versions 7 and 14: the stream was never at version 10, but it has ten events and more")
                .isPositive();
        Wire.Traffic traffic = wire.during(c -> snapshots.load(c, "cart-1"));
        assertThat(traffic.rows()).as("rows read: the snapshot, and fewer than ten events").isLessThanOrEqualTo(10);
    }

    @Test
    @Order(3)
    @DisplayName("a load reads no more rows than the interval, whatever the length")
    void boundedWhateverTheLength(Wire wire) throws Exception {
        Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(20);
        Connection connection = wire.connection();

        for (int batch = 1; batch <= 60; batch++) {
            Carts.appendAndSave(snapshots, connection, "cart-1", Carts.added(7));

            Wire.Traffic traffic = wire.during(c -> snapshots.load(c, "cart-1"));
            assertThat(traffic.rows())
                    .as("rows read of a stream of %s events: a snapshot, and fewer than 20 events", batch * 7)
                    .isLessThanOrEqualTo(20);
        }
        assertThat(snapshots.load(connection, "cart-1"))
                .as("the state is what all events come to, however many snapshots were kept")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @Test
    @Order(4)
    @DisplayName("for any history and any interval, the state with snapshots is the state without")
    void sameAsWithout(Connection connection) throws SQLException {
        for (int seed = 1; seed <= 25; seed++) {
            Random random = new Random(seed);
            int interval = random.nextInt(1, 12);
            String streamId = "cart-of-seed-" + seed;
            Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(interval);

            for (int batch = 0; batch < 8; batch++) {
                List<ShoppingCartEvent> events = Stream.generate(() -> Carts.any(random))
                        .limit(random.nextInt(1, 9)).toList();
                Aggregate<ShoppingCart> after = Carts.appendAndSave(snapshots, connection, streamId, events);

                assertThat(snapshots.load(connection, streamId))
                        .as("seed %s, interval %s, version %s: the state that all events come to",
                                seed, interval, after.version())
                        .isEqualTo(Carts.allOf(connection, streamId));
            }
        }
    }
}
