package eventstore.timetravel;

import static eventstore.timetravel.Carts.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.timetravel.TimeMachine.Change;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.Duel;
import workbook.testing.EventStoreTest;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("05-time-travel")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: what people ask next")
class Task4StretchTest {

    private final TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine = Carts.timeMachine();

    @Test
    @Order(1)
    @DisplayName("a server's clock that was set back does not set the stream's time back")
    void clockWentBackwards(Connection connection) throws SQLException {
        Instant anHourAhead = Carts.clock(connection).plus(Duration.ofHours(1));
        Carts.recordedAt(connection, "cart-1", anHourAhead);
        Carts.append(connection, "cart-1", 2, 3);

        assertThat(Carts.times(connection, "cart-1"))
                .as("version 1 was recorded when the clock was an hour ahead; what follows it is not earlier")
                .isSorted();
        assertThat(timeMachine.asOf(connection, "cart-1", anHourAhead.minusNanos(1_000)))
                .as("before version 1 there is nothing").isEqualTo(Carts.after(0));
        assertThat(timeMachine.asOf(connection, "cart-1", anHourAhead.plus(Duration.ofHours(1))))
                .as("after all of them there is all").isEqualTo(Carts.after(3));
    }

    @Test
    @Order(5)
    @DisplayName("nor does it set it back for an append that waited behind a clock that was ahead")
    void clockWentBackwardsMeanwhile(Connection connection, Sessions sessions) throws SQLException {
        Instant anHourAhead = Carts.clock(connection).plus(Duration.ofHours(1));
        Carts.append(connection, "cart-1", 1, 1);
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> {
            Carts.record(c, "cart-1", 1, Carts.EVENTS.subList(1, 2), anHourAhead);
            return null;
        });
        Pending<Long> third = b.start(c -> Carts.append(c, "cart-1", 3, 3)).settles();
        a.commit();

        assertThat(third.result()).as("B's turn comes when A is done").isEqualTo(3);
        assertThat(Carts.times(connection, "cart-1"))
                .as("B waited while A recorded version 2 by a clock an hour ahead: B has to look at it when its turn has come")
                .isSorted();
    }

    @Test
    @Order(6)
    @DisplayName("a long history of batches, clocks set back and questions comes out as a dozen lines of plain Java say")
    void longHistory(Connection connection) throws Exception {
        connection.setAutoCommit(false);            // the caller's transaction: what is asked in it leaves it as it is

        Duel.of(new TravelHistory(timeMachine, connection));

        connection.commit();
    }

    @Test
    @Order(7)
    @DisplayName("a stream of 1,001 events is shown whole")
    void longStreams(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.additions(0, 1_001));

        assertThat(timeMachine.atVersion(connection, "cart-1", 1_001)).as("at its last version")
                .isEqualTo(Carts.fold(Carts.additions(0, 1_001)));
        assertThat(timeMachine.asOf(connection, "cart-1", Carts.clock(connection)).version()).as("as of now")
                .isEqualTo(1_001);
    }

    @Test
    @Order(8)
    @DisplayName("a moment outside of all times that PostgreSQL knows is answered or refused, never taken for another one")
    void endsOfTime(Connection connection) throws SQLException {
        Carts.recordedAt(connection, "cart-1", at("09:00", "10:00"));

        for (Instant late : List.of(Instant.parse("+294277-01-01T00:00:00Z"), Instant.MAX)) {
            assertThat(answer(connection, late)).as("%s comes after all events: the whole cart, or an exception", late)
                    .isIn(Optional.of(Carts.after(2)), Optional.empty());
        }
        for (Instant early : List.of(Instant.parse("-4800-01-01T00:00:00Z"), Instant.MIN)) {
            assertThat(answer(connection, early)).as("%s comes before all events: no event, or an exception", early)
                    .isIn(Optional.of(Carts.after(0)), Optional.empty());
        }
    }

    private Optional<Aggregate<ShoppingCart>> answer(Connection connection, Instant moment) {
        try {
            return Optional.of(timeMachine.asOf(connection, "cart-1", moment));
        } catch (RuntimeException | SQLException refused) {
            return Optional.empty();
        }
    }

    @Test
    @Order(2)
    @DisplayName("rows from before the clock was fixed: still a prefix, and nothing in it from after the moment")
    void olderRows(Connection connection) throws SQLException {
        Carts.recordedAt(connection, "cart-1", at("09:00", "10:00", "09:30", "11:00"));

        assertThat(timeMachine.asOf(connection, "cart-1", at("09:45")))
                .as("version 3 says 09:30, but it follows version 2, which was not there before 10:00")
                .isEqualTo(Carts.after(1));
        assertThat(timeMachine.asOf(connection, "cart-1", at("10:00"))).as("with version 2, version 3 can be there too")
                .isEqualTo(Carts.after(3));
        assertThat(timeMachine.asOf(connection, "cart-1", at("11:00"))).as("at 11:00 all four were there")
                .isEqualTo(Carts.after(4));
    }

    @Test
    @Order(3)
    @DisplayName("both bounds at once: the one that ends first counts")
    void bothBoundsAtOnce(Connection connection) throws SQLException {
        Carts.recordedAt(connection, "cart-1", at("09:00", "10:00", "10:00", "11:00"));

        assertThat(timeMachine.asOf(connection, "cart-1", at("10:30"), 2))
                .as("by 10:30 there are three, but no more than two were asked for").isEqualTo(Carts.after(2));
        assertThat(timeMachine.asOf(connection, "cart-1", at("10:30"), 4))
                .as("four were asked for, but by 10:30 there are three").isEqualTo(Carts.after(3));
        assertThat(timeMachine.asOf(connection, "cart-1", at("12:00"), 99))
                .as("a bound that the stream does not come to is no bound").isEqualTo(Carts.after(4));
        assertThat(timeMachine.asOf(connection, "cart-1", at("12:00"), 0)).as("no event was asked for")
                .isEqualTo(Carts.after(0));
        assertThatThrownBy(() -> timeMachine.asOf(connection, "cart-1", at("12:00"), -1), "no version is negative")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Order(4)
    @DisplayName("a history tells what each event found and what it left")
    void history(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", 1, 5);
        Carts.append(connection, "cart-2", 1, 2);

        List<Change<ShoppingCart>> history = timeMachine.history(connection, "cart-1");

        assertThat(history).extracting(change -> change.event().version())
                .as("one change an event, the oldest first").containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(history).as("each change, with the states around it").allSatisfy(change -> {
            int version = (int) change.event().version();
            assertThat(change.before()).as("what version %s found", version)
                    .isEqualTo(Carts.after(version - 1).state());
            assertThat(change.after()).as("what version %s left", version).isEqualTo(Carts.after(version).state());
        });
        assertThat(timeMachine.history(connection, "cart-nobody-opened")).as("no event, no change").isEmpty();
    }

    @Test
    @Order(9)
    @DisplayName("the function says 0, and not null, of a stream that nobody has written: Java takes one for the other")
    void noStreamIsZero(Connection connection) throws SQLException {
        boolean isThere = answer(connection, "select to_regprocedure('version_as_of(text, timestamptz)')::text") != null;
        String version = isThere ? answer(connection, "select version_as_of('nobody', now())::text") : "0";

        assertThat(version).as("the version of a stream that nobody has written, for who asks in SQL").isEqualTo("0");
    }

    private static String answer(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
