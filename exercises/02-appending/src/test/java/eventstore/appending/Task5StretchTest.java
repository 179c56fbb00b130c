package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static eventstore.given.ExpectedVersion.streamExists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.Duel;
import workbook.testing.EventStoreTest;
import workbook.testing.Faults;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("02-appending")
@Tag("stretch")
@Tag("task-5")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 5, for home: what the road asks for")
class Task5StretchTest {

    private final EventStore store = new EventStore();

    @Test
    @Order(1)
    @DisplayName("StreamExists: refused without a stream, fine at any version of one")
    void streamMustExist(Connection connection) throws SQLException {
        Outcomes.refused(() -> store.append(connection, "cart-1", streamExists(), CartEvents.added(1)),
                "nobody has opened this cart");
        store.append(connection, "cart-1", noStream(), CartEvents.added(1));

        assertThat(store.append(connection, "cart-1", streamExists(), CartEvents.added(1)))
                .as("the stream exists, and its version does not matter").isEqualTo(2);
    }

    @Test
    @Order(2)
    @DisplayName("a batch that is sent again gives the first answer again, and writes nothing")
    void retryIsIdempotent(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        List<NewEvent> batch = CartEvents.added(2);
        store.append(connection, "cart-1", exactly(1), batch);

        assertThat(store.append(connection, "cart-1", exactly(1), batch))
                .as("the answer got lost on the network, so the caller asks again: same ids, same expectation")
                .isEqualTo(3);
        assertThat(store.readStream(connection, "cart-1")).as("nothing is recorded twice").hasSize(3);

        store.append(connection, "cart-1", exactly(3), CartEvents.added(1));
        assertThat(store.append(connection, "cart-1", exactly(1), batch))
                .as("the first answer still, when somebody else has appended meanwhile").isEqualTo(3);
    }

    @Test
    @Order(3)
    @DisplayName("a batch that only begins like a recorded one is a conflict, not a retry")
    void notARetry(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        List<NewEvent> batch = CartEvents.added(2);
        store.append(connection, "cart-1", exactly(1), batch.subList(0, 1));

        Outcomes.refused(() -> store.append(connection, "cart-1", exactly(1), batch),
                "the first event of the batch is recorded, but its second one never was");
    }

    @Test
    @Order(4)
    @DisplayName("the end of a stream can be read, the newest event first")
    void backwards(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(5));

        assertThat(store.readBackwards(connection, "cart-1", 2)).extracting(RecordedEvent::version)
                .as("the two newest of five").containsExactly(5L, 4L);
        assertThat(store.readBackwards(connection, "cart-1", 9)).as("a limit above the length").hasSize(5);
    }

    @Test
    @Order(5)
    @DisplayName("text of any language and a payload of 100 kilobytes come back as they were")
    void unicodeAndLarge(Connection connection) throws SQLException {
        String text = "Grüße, 你好, 👟".repeat(5_000);

        store.append(connection, "cart-ß-你-👟", any(), List.of(NewEvent.of("Noted", "{\"text\": \"" + text + "\"}")));

        assertThat(store.readStream(connection, "cart-ß-你-👟")).as("the one event of the stream").singleElement()
                .satisfies(event -> assertThat(event.data().equals("{\"text\": \"" + text + "\"}"))
                        .as("the same 100 kilobytes of text").isTrue());
    }

    @Test
    @Order(6)
    @DisplayName("text with a NUL character is refused clearly, and leaves no trace")
    void nulIsRefused(Connection connection) throws SQLException {
        NewEvent event = NewEvent.of("Noted", "{\"text\": \"\\u0000\"}");

        assertThatThrownBy(() -> store.append(connection, "cart-1", any(), List.of(event)), "PostgreSQL's text has no NUL")
                .isInstanceOf(SQLException.class).hasMessageContaining("\\u0000");
        assertThat(store.readStream(connection, "cart-1")).as("the events of a batch that was refused").isEmpty();
    }

    @Test
    @Order(7)
    @DisplayName("a connection that is cut in the middle of an append leaves nothing behind")
    void connectionCut(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        a.begin();
        a.run(c -> store.append(c, "cart-1", exactly(1), CartEvents.added(1)));
        Pending<Long> cut = b.start(c -> store.append(c, "cart-1", any(), CartEvents.added(3))).settles();

        sessions.kill(b);
        cut.failsWith(SQLException.class);
        a.commit();

        assertThat(store.readStream(connection, "cart-1")).as("the events of A, and none of B's").hasSize(2);
        assertThat(store.append(connection, "cart-1", exactly(2), CartEvents.added(1)))
                .as("B is gone and A is done, so the stream is free for the next writer").isEqualTo(3);
    }

    @Test
    @Order(8)
    @DisplayName("two writers meet, whatever they expect: it comes out as if one had come after the other")
    void asIfOneAfterTheOther(Connection connection, Sessions sessions) throws SQLException {
        TwoWriters writers = new TwoWriters(store, connection, sessions);

        for (TwoWriters.Meeting meeting : TwoWriters.meetings()) {
            TwoWriters.Outcome outcome = writers.meet(meeting);
            assertThat(outcome.possible()).as("%s. A was told '%s' and B '%s'; what they may be told", meeting, outcome.toA(),
                    outcome.toB()).contains(outcome.toldBoth());
        }
    }

    @Test
    @Order(9)
    @DisplayName("an error of the database is not a conflict: it comes through as it is, and nothing is recorded")
    void errorsAreNoConflicts(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));

        for (String state : List.of(Faults.DISK_FULL, Faults.OUT_OF_MEMORY, Faults.QUERY_CANCELED, "23514")) {
            Faults.onWrite(connection, "events", "insert", state);
            assertThat(Outcomes.of(() -> store.append(connection, "cart-1", exactly(1), CartEvents.added(1))))
                    .as("an error with SQLSTATE %s: whoever takes it for a conflict tries again for ever", state)
                    .isInstanceOfSatisfying(SQLException.class,
                            error -> assertThat(error.getSQLState()).as("the SQLSTATE").isEqualTo(state));
        }

        assertThat(store.readStream(connection, "cart-1")).as("what was recorded before").hasSize(1);
    }

    @Test
    @Order(10)
    @DisplayName("arrays of different lengths are refused: no half of an event is made up")
    void arraysOfDifferentLengths(Connection connection) throws SQLException {
        for (String arrays : List.of("'{Opened}', array['{}', '{}']::jsonb[], array['{}', '{}']::jsonb[]",
                "'{Opened, Confirmed}', array['{}']::jsonb[], array['{}', '{}']::jsonb[]",
                "'{Opened, Confirmed}', array['{}', '{}']::jsonb[], array['{}']::jsonb[]")) {
            assertThat(Outcomes.of(() -> call(connection, "array[gen_random_uuid(), gen_random_uuid()], " + arrays)))
                    .as("two ids, and %s: one of the two events has no type, no data or no metadata", arrays)
                    .isInstanceOf(SQLException.class);
        }

        assertThat(store.readStream(connection, "cart-1")).as("what was recorded").isEmpty();
    }

    private static void call(Connection connection, String arrays) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select append_to_stream('cart-1', null, " + arrays + ")");
        }
    }

    @Test
    @Order(11)
    @DisplayName("a stream may be longer than an int can count")
    void longStreams(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into streams (stream_id, version) values ('cart-1', 3000000000)");
        }

        assertThat(store.append(connection, "cart-1", exactly(3_000_000_000L), CartEvents.added(1_001)))
                .as("1,001 events behind three billion that are in an archive").isEqualTo(3_000_001_001L);
        assertThat(store.readStream(connection, "cart-1")).as("all 1,001 events").hasSize(1_001)
                .last().extracting(RecordedEvent::version).as("a version is a bigint").isEqualTo(3_000_001_001L);
    }

    @Test
    @Order(99)
    @DisplayName("a long history of appends, retries, refusals and reads comes out as a dozen lines of plain Java say")
    void longHistory(Connection connection) throws Exception {
        Duel.of(new LongHistory(store, connection));
    }
}
