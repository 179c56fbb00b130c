package eventstore.businesslogic;

import static eventstore.businesslogic.Cart.CANCEL;
import static eventstore.businesslogic.Cart.CONFIRM;
import static eventstore.businesslogic.Cart.CONFIRMED;
import static eventstore.businesslogic.Cart.OPEN;
import static eventstore.businesslogic.Cart.OPENED;
import static eventstore.businesslogic.Cart.add;
import static eventstore.businesslogic.Cart.added;
import static eventstore.given.ExpectedVersion.exactly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.appending.EventStore;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
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
import shoppingcart.ShoppingCartCommand.Open;
import workbook.testing.EventStoreTest;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("04-business-logic")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: handle")
class Task2HandleTest {

    private final CommandHandler handler = Cart.handler();

    @Test
    @Order(1)
    @DisplayName("what is decided is recorded, behind what was there")
    void decidedIsRecorded(Connection connection) throws SQLException {
        long opened = handler.handle(connection, "cart-1", OPEN);
        long added = handler.handle(connection, "cart-1", add(2, "shoes", 5_000));
        long confirmed = handler.handle(connection, "cart-1", CONFIRM);

        assertThat(Cart.history(connection, "cart-1")).as("three commands, and what happened")
                .containsExactly(OPENED, added(2, "shoes", 5_000), CONFIRMED);
        assertThat(List.of(opened, added, confirmed)).as("each answer is the stream's version by then")
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    @Order(2)
    @DisplayName("a refused command says why, and appends nothing")
    void refusedAppendsNothing(Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);

        Throwable refused = catchThrowable(() -> handler.handle(connection, "cart-1", CONFIRM));
        Throwable nowhere = catchThrowable(() -> handler.handle(connection, "cart-2", CANCEL));

        assertThat(refused).as("an order of nothing: the user should hear of it")
                .isInstanceOf(CommandRefusedException.class).hasMessage("the cart is empty");
        assertThat(nowhere).as("there is no cart-2")
                .isInstanceOf(CommandRefusedException.class).hasMessage("nobody has opened this cart");
        assertThat(Cart.history(connection, "cart-1")).as("what was refused has not happened").containsExactly(OPENED);
        assertThat(Cart.types(connection, "cart-2")).as("a command that was refused begins no stream").isEmpty();
    }

    @Test
    @Order(3)
    @DisplayName("a command that is already done appends nothing, and gives the version as it is")
    void alreadyDone(Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000), CONFIRMED);

        assertThat(handler.handle(connection, "cart-1", CONFIRM))
                .as("a second click on the button is a success: the cart is confirmed").isEqualTo(3);
        assertThat(Cart.types(connection, "cart-1")).as("the cart was confirmed once, however often somebody clicks")
                .containsExactly("Opened", "ProductItemAdded", "Confirmed");
    }

    @Test
    @Order(4)
    @DisplayName("somebody appends between your load and your append: you are told so, and nothing is written")
    void conflictSurfaces(Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        Session anna = sessions.open("Anna");
        Session shop = sessions.open("shop");

        shop.begin();
        shop.run(c -> Cart.append(c, "cart-1", CONFIRMED));
        Pending<Long> late = anna.start(c -> handler.handle(c, "cart-1", add(1, "hat", 2_000))).settles();
        shop.commit();

        WrongExpectedVersionException conflict = late.failsWith(WrongExpectedVersionException.class);
        assertThat(conflict.expected()).as("the version that you decided on").isEqualTo(exactly(2));
        assertThat(conflict.actual()).as("where the cart is by now").isEqualTo(3);
        assertThat(conflict.streamId()).as("which cart it is").isEqualTo("cart-1");
        assertThat(Cart.history(connection, "cart-1"))
                .as("the hat was decided on a cart that was open; by now it is confirmed")
                .containsExactly(OPENED, added(1, "shoes", 5_000), CONFIRMED);
    }

    @Test
    @Order(5)
    @DisplayName("who was told so may ask again, and then it happens: once")
    void askAgain(Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        Session anna = sessions.open("Anna");
        Session child = sessions.open("child");

        child.begin();
        child.run(c -> Cart.append(c, "cart-1", added(1, "hat", 2_000)));
        anna.start(c -> handler.handle(c, "cart-1", add(1, "shoes", 5_000))).settles();
        child.commit();
        long version = anna.run(c -> handler.handle(c, "cart-1", add(1, "shoes", 5_000)));

        assertThat(Cart.history(connection, "cart-1"))
                .as("the first time Anna's shoes came too late, so they are in the cart once")
                .containsExactly(OPENED, added(1, "hat", 2_000), added(1, "shoes", 5_000));
        assertThat(version).as("on the cart as it was by then").isEqualTo(3);
    }

    @Test
    @Order(6)
    @DisplayName("two open the same cart at once: one has it, the other is told so")
    void twoOpen(Connection connection, Sessions sessions) throws SQLException {
        Session anna = sessions.open("Anna");
        Session ben = sessions.open("Ben");

        anna.begin();
        anna.run(c -> handler.handle(c, "cart-1", OPEN));
        Open too = new Open("cart-1", "ben", Cart.MONDAY);
        Pending<Long> late = ben.start(c -> handler.handle(c, "cart-1", too)).settles();
        anna.commit();

        late.failsWith(WrongExpectedVersionException.class);
        assertThat(Cart.history(connection, "cart-1")).as("Anna was first, so the cart is hers")
                .containsExactly(OPENED);
    }

    @Test
    @Order(7)
    @DisplayName("the transaction is the caller's: nothing is committed before the caller does")
    void transactionIsTheCallers(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        handler.handle(connection, "cart-1", OPEN);
        handler.handle(connection, "cart-1", add(1, "shoes", 5_000));
        assertThat(connection.getAutoCommit()).as("the caller's transaction goes on").isFalse();
        connection.rollback();

        assertThat(Cart.types(connection, "cart-1")).as("what was rolled back never happened").isEmpty();
    }

    @Test
    @Order(8)
    @DisplayName("a stream that is no cart's is not touched: its event is named")
    void notACart(Connection connection) throws SQLException {
        new EventStore().append(connection, "invoice-1", ExpectedVersion.any(),
                List.of(NewEvent.of("InvoiceIssued", "{\"number\": \"2026-17\"}")));

        Throwable refused = catchThrowable(() -> handler.handle(connection, "invoice-1", OPEN));

        assertThat(refused).as("somebody has mixed up two ids")
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("InvoiceIssued");
        assertThat(Cart.types(connection, "invoice-1")).as("an invoice is not opened as a cart")
                .containsExactly("InvoiceIssued");
    }
}
