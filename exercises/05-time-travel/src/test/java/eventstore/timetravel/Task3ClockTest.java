package eventstore.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import eventstore.aggregation.ShoppingCart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.EventStoreTest;
import workbook.testing.Zones;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("05-time-travel")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: fix the clock")
class Task3ClockTest {

    private final TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine = Carts.timeMachine();

    @Test
    @Order(1)
    @DisplayName("an event is recorded when it is appended, not when its transaction began")
    void whenAppended(Connection connection, Sessions sessions) throws SQLException {
        Session a = sessions.open("A");

        a.begin();
        a.run(Carts::clock);
        Instant before = Carts.clock(connection);
        a.run(c -> Zones.apart(c, () -> Carts.append(c, "cart-1", 1, 1)));
        Instant after = Carts.clock(connection);
        a.run(c -> Carts.append(c, "cart-1", 2, 2));
        a.commit();

        assertThat(timeMachine.asOf(connection, "cart-1", before))
                .as("A's transaction had begun by then, but A had appended nothing").isEqualTo(Carts.after(0));
        assertThat(timeMachine.asOf(connection, "cart-1", after))
                .as("the first event counts from its append on, and the second one was appended later, in one transaction with"
                        + " it").isEqualTo(Carts.after(1));
    }

    @Test
    @Order(2)
    @DisplayName("there is no hole when a transaction that began first appends last")
    void beganFirstAppendedLast(Connection connection, Sessions sessions) throws SQLException {
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(Carts::clock);
        b.run(c -> Carts.append(c, "cart-1", 1, 1));
        a.run(c -> Carts.append(c, "cart-1", 2, 2));
        a.commit();

        assertEachMomentIsAPrefix(connection, "A began, B appended version 1, A appended version 2");
    }

    @Test
    @Order(3)
    @DisplayName("there is no hole when an append has to wait for its turn")
    void waitedForItsTurn(Connection connection, Sessions sessions) throws SQLException {
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> Carts.append(c, "cart-1", 1, 1));
        Pending<Long> third = b.start(c -> Carts.append(c, "cart-1", 3, 3)).settles();
        a.run(c -> Carts.append(c, "cart-1", 2, 2));
        a.commit();

        assertThat(third.result()).as("B's turn comes when A is done").isEqualTo(3);
        assertEachMomentIsAPrefix(connection, "B asked to append before A's version 2, and had to wait for it");
    }

    @Test
    @Order(4)
    @DisplayName("a batch is never split by a moment: it has one time, the same for all of it")
    void batchIsNotSplit(Connection connection) throws SQLException {
        List<ShoppingCartEvent> batch = Collections.nCopies(500, Carts.EVENTS.get(1));
        Carts.append(connection, "cart-1", batch);

        List<Instant> times = Carts.times(connection, "cart-1");

        assertThat(timeMachine.asOf(connection, "cart-1", times.get(0)).version())
                .as("as of its first event the whole batch is there: it was recorded whole, so it is shown whole")
                .isEqualTo(500);
        assertThat(timeMachine.asOf(connection, "cart-1", times.get(0).minusNanos(1_000)).version())
                .as("a microsecond before its first event there is nothing of the batch").isEqualTo(0);
        assertThat(times).as("one batch, one time").containsOnly(times.get(0));
    }

    /** The moments of a stream's own events are those that could show a hole. */
    private void assertEachMomentIsAPrefix(Connection connection, String schedule) throws SQLException {
        List<Instant> times = Carts.times(connection, "cart-1");
        assertThat(times).as("%s: recorded times follow the versions, or a moment shows a hole", schedule).isSorted();
        for (Instant moment : times) {
            int recorded = (int) times.stream().filter(time -> !time.isAfter(moment)).count();
            assertThat(timeMachine.asOf(connection, "cart-1", moment))
                    .as("%s: as of %s there are the first %s events", schedule, moment, recorded)
                    .isEqualTo(Carts.after(recorded));
        }
    }
}
