package eventstore.timetravel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eventstore.aggregation.Aggregate;
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

@EventStoreTest("05-time-travel")
@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: at a version")
class Task1AtVersionTest {

    private final TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine = Carts.timeMachine();

    @ParameterizedTest(name = "version {0} of 5")
    @ValueSource(ints = {1, 2, 3, 4})
    @Order(1)
    @DisplayName("any version of the past shows the cart as it was after that event")
    void anyVersion(int version, Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", 1, 5);
        Carts.append(connection, "cart-2", 1, 2);

        assertThat(timeMachine.atVersion(connection, "cart-1", version))
                .as("the cart that events 1 to %s come to, and none of the later ones", version)
                .isEqualTo(Carts.after(version));
    }

    @Test
    @Order(2)
    @DisplayName("version 0 is the cart before its first event, and the last version is the present")
    void bothBounds(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", 1, 5);

        assertThat(timeMachine.atVersion(connection, "cart-1", 0))
                .as("before the first event there is the initial state").isEqualTo(Carts.after(0));
        assertThat(timeMachine.atVersion(connection, "cart-nobody-opened", 0))
                .as("a stream that does not exist is in the initial state, at version 0").isEqualTo(Carts.after(0));
        assertThat(timeMachine.atVersion(connection, "cart-1", 5))
                .as("the last version is the cart as it is now")
                .isEqualTo(Carts.aggregator().aggregate(connection, "cart-1"));
    }

    @Test
    @Order(3)
    @DisplayName("a version that the stream has not come to is refused, so that no answer ever changes")
    void notThereYet(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", 1, 3);
        Aggregate<ShoppingCart> third = timeMachine.atVersion(connection, "cart-1", 3);

        assertThatThrownBy(() -> timeMachine.atVersion(connection, "cart-1", 4),
                "today's cart is no answer: tomorrow, version 4 may be another one")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cart-1").hasMessageContaining("4");
        assertThatThrownBy(() -> timeMachine.atVersion(connection, "cart-1", -1),
                "versions count from 1, and 0 is before the first event")
                .isInstanceOf(IllegalArgumentException.class);

        Carts.append(connection, "cart-1", 4, 5);
        assertThat(timeMachine.atVersion(connection, "cart-1", 3))
                .as("version 3 is what it was, whatever has happened since").isEqualTo(third);
        assertThat(timeMachine.atVersion(connection, "cart-1", 4)).as("the stream has come to version 4 by now")
                .isEqualTo(Carts.after(4));
    }
}
