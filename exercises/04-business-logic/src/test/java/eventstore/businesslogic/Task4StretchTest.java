package eventstore.businesslogic;

import static eventstore.businesslogic.Cart.CONFIRM;
import static eventstore.businesslogic.Cart.CONFIRMED;
import static eventstore.businesslogic.Cart.OPENED;
import static eventstore.businesslogic.Cart.add;
import static eventstore.businesslogic.Cart.added;
import static eventstore.given.ExpectedVersion.any;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eventstore.appending.EventStore;
import eventstore.given.NewEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;
import workbook.testing.EventStoreTest;
import workbook.testing.Faults;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("04-business-logic")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: try again")
class Task4StretchTest {

    private final CommandHandler handler = Cart.handler();

    @Test
    @Order(1)
    @DisplayName("somebody was faster, and it does not matter: the second attempt goes through")
    void secondAttempt(Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        Session anna = sessions.open("Anna");
        Session child = sessions.open("child");

        child.begin();
        child.run(c -> Cart.append(c, "cart-1", added(1, "hat", 2_000)));
        Pending<Long> late = anna.start(c -> handler.handleWithRetry(c, "cart-1", add(1, "shoes", 5_000), 3)).settles();
        child.commit();

        assertThat(late.result()).as("Anna's shoes are version 3").isEqualTo(3);
        assertThat(Cart.history(connection, "cart-1")).as("the hat, and then the shoes, once")
                .containsExactly(OPENED, added(1, "hat", 2_000), added(1, "shoes", 5_000));
    }

    @Test
    @Order(2)
    @DisplayName("somebody was faster, and it does matter: the next attempt decides anew")
    void decidesAnew(Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        Session anna = sessions.open("Anna");
        Session shop = sessions.open("shop");

        shop.begin();
        shop.run(c -> Cart.append(c, "cart-1", CONFIRMED));
        Pending<Long> late = anna.start(c -> handler.handleWithRetry(c, "cart-1", add(1, "hat", 2_000), 3)).settles();
        shop.commit();

        assertThat(late.failsWith(CommandRefusedException.class))
                .as("by now the rules do not allow it").hasMessage("the cart is already confirmed");
        assertThat(Cart.history(connection, "cart-1")).as("no hat in a confirmed cart")
                .containsExactly(OPENED, added(1, "shoes", 5_000), CONFIRMED);
    }

    @Test
    @Order(3)
    @DisplayName("somebody was faster with the same: it is done, once")
    void doneBySomebodyElse(Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        Session first = sessions.open("first click");
        Session second = sessions.open("second click");

        first.begin();
        first.run(c -> handler.handle(c, "cart-1", CONFIRM));
        Pending<Long> late = second.start(c -> handler.handleWithRetry(c, "cart-1", CONFIRM, 3)).settles();
        first.commit();

        assertThat(late.result()).as("the cart is confirmed, at version 3").isEqualTo(3);
        assertThat(Cart.history(connection, "cart-1")).as("the cart is confirmed once, not twice")
                .containsExactly(OPENED, added(1, "shoes", 5_000), CONFIRMED);
    }

    @ParameterizedTest(name = "{0} attempts")
    @ValueSource(ints = {1, 2, 3, 7})
    @Order(4)
    @DisplayName("somebody is faster each time: after so many attempts the conflict surfaces")
    void attemptsEnd(int allowed, Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        somebodyIsAlwaysFaster(connection);

        Throwable refused = catchThrowable(
                () -> handler.handleWithRetry(connection, "cart-1", add(1, "shoes", 5_000), allowed));

        assertThat(refused).as("a cart that is this busy is somebody's to look at")
                .isInstanceOfSatisfying(WrongExpectedVersionException.class, conflict ->
                        assertThat(conflict.actual()).as("the store's own word of where the cart is").isEqualTo(7));
        assertThat(attempts(connection)).as("attempts, of the %d that were allowed", allowed).isEqualTo(allowed);
    }

    @Test
    @Order(5)
    @DisplayName("inside of the caller's transaction there is one attempt: the conflict is the caller's to handle")
    void onceInsideOfATransaction(Connection connection, Sessions sessions) throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        Session anna = sessions.open("Anna");
        Session child = sessions.open("child");

        child.begin();
        child.run(c -> Cart.append(c, "cart-1", added(1, "hat", 2_000)));
        anna.begin();
        Pending<Long> late = anna.start(c -> handler.handleWithRetry(c, "cart-1", add(1, "shoes", 5_000), 3)).settles();
        child.commit();

        late.failsWith(WrongExpectedVersionException.class);
        anna.rollback();
        assertThat(Cart.history(connection, "cart-1")).as("the hat only")
                .containsExactly(OPENED, added(1, "hat", 2_000));
    }

    static Stream<Arguments> noConflicts() {
        return Stream.of(
                arguments("the rules do not allow it", CommandRefusedException.class,
                        (Given) (c, codec) -> Cart.append(c, "cart-1", CONFIRMED)),
                arguments("an event can't be read", IllegalArgumentException.class,
                        (Given) (c, codec) -> new EventStore().append(c, "cart-1", any(),
                                List.of(NewEvent.of("InvoiceIssued", "{}")))),
                arguments("there is a bug", IllegalStateException.class,
                        (Given) (c, codec) -> codec.breakWith(new IllegalStateException("a bug"))),
                arguments("memory runs out", OutOfMemoryError.class,
                        (Given) (c, codec) -> codec.breakWith(new OutOfMemoryError("in a test"))),
                arguments("the disk is full", SQLException.class,
                        (Given) (c, codec) -> Faults.onWrite(c, "events", "insert", Faults.DISK_FULL)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noConflicts")
    @Order(6)
    @DisplayName("what is no conflict is not tried again: it surfaces as it is, the first time")
    void onlyConflicts(String what, Class<? extends Throwable> surfaces, Given given, Connection connection)
            throws SQLException {
        Cart.append(connection, "cart-1", OPENED);
        CountingCodec codec = new CountingCodec();
        given.in(connection, codec);
        CommandHandler counted = Cart.handler(codec);
        catchThrowable(() -> counted.handle(connection, "cart-1", add(1, "shoes", 5_000)));
        int loadsOfOneAttempt = codec.loads();

        Throwable thrown = catchThrowable(
                () -> counted.handleWithRetry(connection, "cart-1", add(1, "shoes", 5_000), 3));

        assertThat(thrown).as("%s: trying again would not change that", what).isInstanceOf(surfaces);
        assertThat(codec.loads() - loadsOfOneAttempt).as("%s: how often the cart was loaded, in one attempt", what)
                .isEqualTo(loadsOfOneAttempt);
    }

    @Test
    @Order(7)
    @DisplayName("a decision of two events is recorded whole, or not at all")
    void wholeDecision(Connection connection) throws Throwable {
        Cart.append(connection, "cart-1", OPENED);
        Cart.append(connection, "cart-2", OPENED);

        long version = new TwoEventsAtOnce().handle(connection, "cart-1", CONFIRM);
        assertThat(Cart.types(connection, "cart-1")).as("all that was decided has happened")
                .containsExactly("Opened", "ProductItemAdded", "Confirmed");
        assertThat(version).as("the cart's version by then").isEqualTo(3);

        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create function fails() returns trigger language plpgsql as $$
                    begin
                        raise exception 'the disk is full' using errcode = '53100';
                    end;
                    $$;
                    create trigger fails before insert on events for each row when (new.type = 'Confirmed')
                        execute function fails();
                    """);
        }
        assertThat(catchThrowable(() -> new TwoEventsAtOnce().handle(connection, "cart-2", CONFIRM)))
                .as("there is no room for the second event").isInstanceOf(SQLException.class);
        assertThat(Cart.types(connection, "cart-2"))
                .as("a present for an order that was never made would be half of a decision").containsExactly("Opened");
    }

    /** What is wrong in a test. */
    private interface Given {
        void in(Connection connection, CountingCodec codec) throws SQLException;
    }

    /** Puts a store in place that refuses every append, and counts with a sequence: a refusal does not undo that. */
    private static void somebodyIsAlwaysFaster(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create sequence attempts;
                    alter function append_to_stream(text, bigint, uuid[], text[], jsonb[], jsonb[])
                        rename to append_to_a_stream_that_nobody_else_wants;
                    create function append_to_stream(text, bigint, uuid[], text[], jsonb[], jsonb[]) returns bigint
                        language plpgsql as $$
                    begin
                        if nextval('attempts') > 20 then
                            raise exception 'there have been 20 attempts, and no end to it';
                        end if;
                        raise exception 'somebody was faster' using errcode = 'ES001', detail = '7';
                    end;
                    $$;
                    """);
        }
    }

    private static long attempts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select last_value from attempts")) {
            row.next();
            return row.getLong(1);
        }
    }
}
