package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static org.assertj.core.api.Assertions.assertThat;

import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.testing.Bystanders;
import workbook.testing.EventStoreTest;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("02-appending")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4: two writers at once")
class Task4RacesTest {

    private final EventStore store = new EventStore();

    @Test
    @Order(1)
    @DisplayName("two writers expect the same version: one wins, the other is told so")
    void twoWriters(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(2)));
        Pending<Long> second = b.start(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(1))).settles();
        a.commit();

        Outcomes.refused(second,
                "A and B both looked at version 1, and A was first: B decided on what is no longer so");
        assertThat(store.readStream(connection, "cart-1")).extracting(RecordedEvent::version)
                .as("the winner's two events follow the first one, and nothing of the loser's")
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    @Order(2)
    @DisplayName("two writers create the same stream: one wins, the other is told so")
    void twoCreators(Connection connection, Sessions sessions) throws SQLException {
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", noStream(), CartEvents.added(2)));
        Pending<Long> second = b.start(c -> store.append(c, "cart-1", noStream(), CartEvents.added(1))).settles();
        a.commit();

        Outcomes.refused(second, "A and B both found no cart-1, and A was first: B must not begin it a second time");
        assertThat(store.readStream(connection, "cart-1")).as("the winner's events only").hasSize(2);
    }

    @ParameterizedTest(name = "a stream at version {0}")
    @ValueSource(ints = {0, 1})
    @Order(3)
    @DisplayName("two writers expect nothing: both succeed, one after the other")
    void twoWhoDoNotMind(int version, Connection connection, Sessions sessions) throws SQLException {
        if (version > 0) {
            store.append(connection, "cart-1", any(), CartEvents.added(version));
        }
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", any(), CartEvents.added(2)));
        Pending<Long> second = b.start(c -> store.append(c, "cart-1", any(), CartEvents.added(2))).settles();
        a.commit();

        assertThat(Outcomes.succeeded(second, "B expects nothing, so A being first is no reason to fail"))
                .as("the second batch goes behind the first").isEqualTo(version + 4);
        assertThat(store.readStream(connection, "cart-1")).extracting(RecordedEvent::version)
                .as("both batches are there, without a gap")
                .containsExactlyElementsOf(LongStream.rangeClosed(1, version + 4).boxed().toList());
    }

    @Test
    @Order(4)
    @DisplayName("the writer who waited goes ahead when the other one rolls back")
    void otherRollsBack(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(3)));
        Pending<Long> second = b.start(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(1))).settles();
        a.rollback();

        assertThat(Outcomes.succeeded(second, "what A rolled back never happened: the stream is as B expects"))
                .as("B's one event follows the first").isEqualTo(2);
    }

    @Test
    @Order(5)
    @DisplayName("between a writer's look and its write, nobody else gets a turn")
    void nobodyBetweenLookAndWrite(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        Session gate = sessions.open("gate");
        gateBeforeTheWrite(gate);
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        Pending<Long> first = a.start(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(2))).settles();
        Pending<Long> second = b.start(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(2))).settles();
        openTheGate(gate);

        Pending<Long> loser = first.failure() == null ? second : first;
        Outcomes.refused(loser, "A had looked and not yet written when B came: B may not look before A is done");
        assertThat(store.readStream(connection, "cart-1")).extracting(RecordedEvent::version)
                .as("the winner's two events follow the first one, and nothing of the loser's")
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    @Order(6)
    @DisplayName("the time is asked when it is the writer's turn, not while it waits")
    void timeUnderTheLock(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        CountingClock.putInPlace(connection);
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", any(), CartEvents.added(3)));
        long askedByA = CountingClock.asked(connection);
        Pending<Long> second = b.start(c -> store.append(c, "cart-1", any(), CartEvents.added(2))).settles();

        assertThat(CountingClock.asked(connection))
                .as("B waits for A: if B has asked for its time already, its later event gets an earlier time than A's")
                .isEqualTo(askedByA);
        a.commit();
        Outcomes.succeeded(second, "B expects nothing, so A being first is no reason to fail");
    }

    @Test
    @Order(7)
    @DisplayName("whoever appends to another stream, and whoever reads, does not wait")
    void nobodyElseWaits(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        store.append(connection, "cart-2", any(), CartEvents.added(1));

        new Bystanders(sessions)
                .and("an append to cart-2", c -> store.append(c, "cart-2", exactly(1), CartEvents.added(1)))
                .and("an append that begins cart-3", c -> store.append(c, "cart-3", noStream(), CartEvents.added(1)))
                .and("a reader of cart-1", c -> store.readStream(c, "cart-1"))
                .and("a reader of cart-2, like A itself", c -> store.readStream(c, "cart-2"))
                .goOnDuring("A, which appends to cart-1", c -> {
                    store.readStream(c, "cart-2");
                    return store.append(c, "cart-1", exactly(1), CartEvents.added(1));
                });
    }

    /** An append asks for the time between its look and its write: there it waits, until the gate opens. */
    private static void gateBeforeTheWrite(Session gate) {
        gate.run(c -> execute(c, """
                create or replace function event_time(stream text) returns timestamptz language plpgsql volatile as $$
                begin
                    perform pg_advisory_xact_lock_shared(1);
                    return clock_timestamp();
                end;
                $$;
                select pg_advisory_lock(1);
                """));
    }

    private static void openTheGate(Session gate) {
        gate.run(c -> execute(c, "select pg_advisory_unlock(1)"));
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
