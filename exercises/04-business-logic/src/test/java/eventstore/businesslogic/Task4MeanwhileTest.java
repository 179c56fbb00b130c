package eventstore.businesslogic;

import static eventstore.businesslogic.Cart.CONFIRM;
import static eventstore.businesslogic.Cart.CONFIRMED;
import static eventstore.businesslogic.Cart.OPEN;
import static eventstore.businesslogic.Cart.OPENED;
import static eventstore.businesslogic.Cart.add;
import static eventstore.businesslogic.Cart.added;
import static eventstore.businesslogic.Cart.removed;
import static eventstore.given.ExpectedVersion.exactly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;
import workbook.testing.Meanwhile;
import workbook.testing.Sessions;
import workbook.testing.Wire;

@EventStoreTest("04-business-logic")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: while a command is being handled")
class Task4MeanwhileTest {

    private final CommandHandler handler = Cart.handler();

    @Test
    @Order(1)
    @DisplayName("whenever somebody empties the cart while it is being confirmed, no empty cart is confirmed")
    void emptiedMeanwhile(Connection connection, Wire wire, Sessions sessions) throws Exception {
        int places = Meanwhile.everywhere(wire, sessions, emptiedWhile(connection,
                (number, c) -> handler.handle(c, "cart-" + number, CONFIRM)));

        assertThat(places).as("how often somebody came in between").isPositive();
    }

    @Test
    @Order(2)
    @DisplayName("nor is it when the user has seen the version that the cart was at")
    void emptiedSinceItWasSeen(Connection connection, Wire wire, Sessions sessions) throws Exception {
        int places = Meanwhile.everywhere(wire, sessions, emptiedWhile(connection,
                (number, c) -> handler.handle(c, "cart-" + number, CONFIRM, exactly(2))));

        assertThat(places).as("how often somebody came in between").isPositive();
    }

    @Test
    @Order(3)
    @DisplayName("in the caller's transaction, a refusal and a command with nothing left to do leave it as it is")
    void callersTransaction(Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000), CONFIRMED);
        connection.setAutoCommit(false);
        Cart.append(connection, "cart-2", OPENED);

        assertThat(handler.handle(connection, "cart-1", CONFIRM)).as("it is confirmed already").isEqualTo(3);
        assertThat(catchThrowable(() -> handler.handle(connection, "cart-1", add(1, "hat", 2_000))))
                .as("nothing goes into a confirmed cart").isInstanceOf(CommandRefusedException.class);
        assertThat(handler.handle(connection, "cart-3", OPEN)).as("a cart that is opened").isEqualTo(1);
        connection.rollback();

        assertThat(Cart.history(connection, "cart-2")).as("the caller has rolled back what the caller had written").isEmpty();
        assertThat(Cart.history(connection, "cart-3"))
                .as("the caller has rolled back the command that was handled in the transaction").isEmpty();
    }

    @Test
    @Order(4)
    @DisplayName("what was loaded for a command that was refused is not kept for the next one")
    void loadedAnew(Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        assertThat(catchThrowable(() -> handler.handle(connection, "cart-1", CONFIRM))).as("the cart is empty")
                .isInstanceOf(CommandRefusedException.class);

        Cart.append(connection, "cart-1", added(1, "shoes", 5_000));

        assertThat(handler.handle(connection, "cart-1", CONFIRM)).as("somebody else has filled it since").isEqualTo(3);
    }

    /** A way to confirm a cart. */
    private interface Confirming {
        long confirm(int number, Connection connection) throws SQLException;
    }

    private Meanwhile.Encounter emptiedWhile(Connection connection, Confirming call) {
        return new Meanwhile.Encounter() {
            @Override
            public Object call(int number, Connection c) throws SQLException {
                Cart.append(connection, "cart-" + number, OPENED, added(1, "shoes", 5_000));
                return call.confirm(number, c);
            }

            @Override
            public Object meanwhile(int number, Connection c) throws SQLException {
                return Cart.append(c, "cart-" + number, removed(1, "shoes", 5_000));
            }

            @Override
            public void check(int number, Meanwhile.Ending call, Meanwhile.Ending meanwhile) throws SQLException {
                assertThat(Cart.history(connection, "cart-" + number))
                        .as("the cart, when somebody emptied it before statement %s of its confirmation: the events of a"
                                + " decision go behind the events that it was made on, and behind no others", number)
                        .isNotEqualTo(List.of(OPENED, added(1, "shoes", 5_000), removed(1, "shoes", 5_000), CONFIRMED));
                Throwable next = catchThrowable(() -> handler.handle(connection, "cart-" + number, add(1, "hat", 2_000)));
                assertThat(next instanceof WrongExpectedVersionException)
                        .as("whether the next command, which nobody disturbs, is told of a conflict: it has to find the cart as"
                                + " it is now").isFalse();
            }
        };
    }
}
