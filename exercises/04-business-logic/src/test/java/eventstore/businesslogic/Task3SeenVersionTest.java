package eventstore.businesslogic;

import static eventstore.businesslogic.Cart.CONFIRM;
import static eventstore.businesslogic.Cart.CONFIRMED;
import static eventstore.businesslogic.Cart.OPEN;
import static eventstore.businesslogic.Cart.OPENED;
import static eventstore.businesslogic.Cart.add;
import static eventstore.businesslogic.Cart.added;
import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static eventstore.given.ExpectedVersion.streamExists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eventstore.given.ExpectedVersion;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
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
import shoppingcart.ShoppingCartCommand;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.EventStoreTest;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("04-business-logic")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: the version that the user saw")
class Task3SeenVersionTest {

    private final CommandHandler handler = Cart.handler();

    @Test
    @Order(1)
    @DisplayName("when the cart is as the user saw it, the command is carried out")
    void asSeen(Connection connection) throws SQLException {
        assertThat(handler.handle(connection, "cart-1", OPEN, noStream())).as("there was no cart").isEqualTo(1);
        assertThat(handler.handle(connection, "cart-1", add(1, "shoes", 5_000), exactly(1)))
                .as("an empty cart, at version 1").isEqualTo(2);
        assertThat(handler.handle(connection, "cart-1", add(1, "hat", 2_000), streamExists()))
                .as("a cart, whatever is in it").isEqualTo(3);
        assertThat(handler.handle(connection, "cart-1", CONFIRM, any())).as("whatever there is").isEqualTo(4);

        assertThat(Cart.history(connection, "cart-1")).as("what has happened to the cart")
                .containsExactly(OPENED, added(1, "shoes", 5_000), added(1, "hat", 2_000), CONFIRMED);
    }

    static Stream<Arguments> changedSince() {
        return Stream.of(
                arguments("the order is not what she saw", added(1, "hat", 2_000), CONFIRM),
                arguments("that the cart is closed is news to her, not her error", CONFIRMED, add(1, "hat", 2_000)),
                arguments("somebody else has confirmed it, which she did not know", CONFIRMED, CONFIRM));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changedSince")
    @Order(2)
    @DisplayName("when the cart has changed since, the user is told so, whatever the rules would say")
    void changedSinceSeen(String why, ShoppingCartEvent since, ShoppingCartCommand command, Connection connection)
            throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        Cart.append(connection, "cart-1", since);

        Throwable refused = catchThrowable(() -> handler.handle(connection, "cart-1", command, exactly(2)));

        assertThat(refused).as(why).isInstanceOfSatisfying(WrongExpectedVersionException.class, conflict -> {
            assertThat(conflict.expected()).as("what the user saw").isEqualTo(exactly(2));
            assertThat(conflict.actual()).as("where the cart is by now").isEqualTo(3);
        });
        assertThat(Cart.history(connection, "cart-1")).as("nothing was appended")
                .containsExactly(OPENED, added(1, "shoes", 5_000), since);
    }

    static Stream<Arguments> notSo() {
        return Stream.of(
                arguments("there is a cart, at version 2", noStream(), "cart-1", OPEN),
                arguments("she has seen what is not there yet", exactly(3), "cart-1", CONFIRM),
                arguments("she has seen an empty cart", exactly(1), "cart-1", CONFIRM),
                arguments("there is no cart", streamExists(), "cart-2", OPEN),
                arguments("there is no cart at version 1", exactly(1), "cart-2", CONFIRM));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notSo")
    @Order(3)
    @DisplayName("whatever the user saw, a cart that is not so is a conflict, and the numbers are true")
    void notAsSeen(String why, ExpectedVersion seen, String streamId, ShoppingCartCommand command,
                   Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        long version = Cart.types(connection, streamId).size();

        Throwable refused = catchThrowable(() -> handler.handle(connection, streamId, command, seen));

        assertThat(refused).as(why).isInstanceOfSatisfying(WrongExpectedVersionException.class, conflict -> {
            assertThat(conflict.expected()).as("what the user saw").isEqualTo(seen);
            assertThat(conflict.actual()).as("where the cart is").isEqualTo(version);
        });
        assertThat(Cart.types(connection, streamId)).as("nothing was appended").hasSize((int) version);
    }

    @ParameterizedTest(name = "what she saw: {0}")
    @MethodSource("allThatHolds")
    @Order(4)
    @DisplayName("when it changes at the last moment, the user is told so: nobody tries again in her name")
    void neverTriedAgain(ExpectedVersion seen, Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        Session anna = sessions.open("Anna");
        Session child = sessions.open("child");

        child.begin();
        child.run(c -> Cart.append(c, "cart-1", added(40, "hat", 2_000)));
        Pending<Long> late = anna.start(c -> handler.handle(c, "cart-1", CONFIRM, seen)).settles();
        child.commit();

        assertThat(late.failsWith(WrongExpectedVersionException.class).actual()).as("where the cart is by now")
                .isEqualTo(3);
        assertThat(Cart.history(connection, "cart-1")).as("Anna has not ordered forty hats")
                .containsExactly(OPENED, added(1, "shoes", 5_000), added(40, "hat", 2_000));
    }

    /** All of these hold at version 2, when the cart is loaded, and two of them still do after the child's forty hats. */
    private static Stream<ExpectedVersion> allThatHolds() {
        return Stream.of(exactly(2), streamExists(), any());
    }
}
