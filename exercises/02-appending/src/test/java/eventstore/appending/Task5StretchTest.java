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
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;
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

        assertThat(store.readStream(connection, "cart-ß-你-👟")).singleElement()
                .satisfies(event -> assertThat(event.data().equals("{\"text\": \"" + text + "\"}"))
                        .as("the same 100 kilobytes of text").isTrue());
    }

    @Test
    @Order(6)
    @DisplayName("text with a NUL character is refused clearly, and leaves no trace")
    void nulIsRefused(Connection connection) throws SQLException {
        NewEvent event = NewEvent.of("Noted", "{\"text\": \"\\u0000\"}");

        assertThatThrownBy(() -> store.append(connection, "cart-1", any(), List.of(event)))
                .as("PostgreSQL's text has no NUL").isInstanceOf(SQLException.class).hasMessageContaining("\\u0000");
        assertThat(store.readStream(connection, "cart-1")).isEmpty();
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
                .as("and the stream is free for the next writer").isEqualTo(3);
    }

    @Test
    @Order(8)
    @DisplayName("a stream's id is taken to the letter: a capital, a blank or a quote makes another stream")
    void idToTheLetter(Connection connection) throws SQLException {
        List<String> ids = List.of("cart-2", "Cart-2", "CART-2", "cart-2 ", " cart-2", "cart_2", "cart-%2", "cart-2\\",
                "cart-2'", "cart-" + "2".repeat(199), "cart-" + "2".repeat(200));

        for (int i = 0; i < ids.size(); i++) {
            store.append(connection, ids.get(i), noStream(), CartEvents.added(i + 1));
        }

        for (int i = 0; i < ids.size(); i++) {
            assertThat(store.readStream(connection, ids.get(i))).as("the events of the stream '%s'", ids.get(i))
                    .extracting(RecordedEvent::streamId).hasSize(i + 1).containsOnly(ids.get(i));
        }
    }
}
