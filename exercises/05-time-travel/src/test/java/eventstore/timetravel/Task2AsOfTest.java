package eventstore.timetravel;

import static eventstore.timetravel.Carts.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eventstore.aggregation.ShoppingCart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.EventStoreTest;
import workbook.testing.Zones;

@EventStoreTest("05-time-travel")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: as of a moment")
class Task2AsOfTest {

    private final TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine = Carts.timeMachine();

    static Stream<Arguments> moments() {
        return Stream.of(
                arguments("a microsecond before the first event", at("08:59:59.999999"), 0),
                arguments("at the first event", at("09:00"), 1),
                arguments("between two batches", at("09:45"), 1),
                arguments("a microsecond before a batch of two", at("09:59:59.999999"), 1),
                arguments("at a batch of two", at("10:00"), 3),
                arguments("a microsecond after it", at("10:00:00.000001"), 3),
                arguments("at the last event", at("11:00"), 4),
                arguments("years after", Instant.parse("2036-01-05T09:00:00Z"), 4));
    }

    @ParameterizedTest(name = "{0}: version {2}")
    @MethodSource("moments")
    @Order(1)
    @DisplayName("a moment shows the events that were recorded by then, before, at, between and after")
    void moment(String when, Instant moment, int version, Connection connection) throws SQLException {
        givenTwoCarts(connection);

        assertThat(timeMachine.asOf(connection, "cart-1", moment))
                .as("%s (%s) the cart is at version %s: what was recorded by the moment counts, what came later does"
                        + " not", when, moment, version)
                .isEqualTo(Carts.after(version));
    }

    @Test
    @Order(2)
    @DisplayName("a moment a nanosecond before an event is before it, though the store's clock ticks in microseconds")
    void aNanosecondBefore(Connection connection) throws SQLException {
        givenTwoCarts(connection);

        assertThat(timeMachine.asOf(connection, "cart-1", at("10:00").minusNanos(1)).version())
                .as("a moment that is rounded may be rounded into the future").isEqualTo(1);
        assertThat(timeMachine.asOf(connection, "cart-1", at("10:00").plusNanos(1)).version())
                .as("a moment a nanosecond after an event is after it").isEqualTo(3);
    }

    @Test
    @Order(3)
    @DisplayName("a moment is the same moment in every time zone")
    void timeZones(Connection connection) throws SQLException {
        givenTwoCarts(connection);

        assertThat(Zones.apart(connection, () -> timeMachine.asOf(connection, "cart-1", at("09:45")).version()))
                .as("this program is in New York and the database session in Tokyo, but it is the same moment").isEqualTo(1);
    }

    /** Version 1 at 9, a batch of two at 10, version 4 at 11; and somebody else's cart with other times. */
    private static void givenTwoCarts(Connection connection) throws SQLException {
        Carts.recordedAt(connection, "cart-1", at("09:00", "10:00", "10:00", "11:00"));
        Carts.recordedAt(connection, "cart-2", at("08:00", "09:30", "09:30", "10:30", "12:00"));
    }
}
