package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static org.assertj.core.api.Assertions.assertThat;

import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;
import workbook.testing.Heap;
import workbook.testing.Zones;

@EventStoreTest("02-appending")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: read a stream")
class Task2ReadTest {

    private final EventStore store = new EventStore();

    @Test
    @Order(1)
    @DisplayName("a stream is read in the order of its versions, wherever its rows lie in the table")
    void inOrder(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(11));
        Heap.scatter(connection, "cart-1");
        Heap.backInTime(connection, "cart-1");

        assertThat(store.readStream(connection, "cart-1"))
                .as("the events of cart-1, the oldest first: without 'order by version', rows come in any order")
                .extracting(RecordedEvent::version)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    @Order(2)
    @DisplayName("an event is read as it was written: id, type, data, metadata, and when it was recorded")
    void asWritten(Connection connection) throws SQLException {
        NewEvent event = new NewEvent(
                UUID.randomUUID(), "Opened", "{\"cartId\": \"cart-1\"}", "{\"by\": \"customer-7\"}");

        CountingClock.putInPlace(connection);

        store.append(connection, "cart-1", any(), List.of(event));

        assertThat(Zones.apart(connection, () -> store.readStream(connection, "cart-1")))
                .as("what was appended, and as recordedAt the time that event_time gave, to the microsecond and in any zone")
                .containsExactly(new RecordedEvent("cart-1", 1, event.id(), "Opened", event.data(), event.metadata(),
                        CountingClock.FIRST));
    }

    @Test
    @Order(3)
    @DisplayName("you read your writes: at once on your own connection, after the commit on any other")
    void readYourWrites(Connection mine, DataSource dataSource) throws SQLException {
        try (Connection other = dataSource.getConnection()) {
            mine.setAutoCommit(false);
            store.append(mine, "cart-1", any(), CartEvents.added(2));

            assertThat(store.readStream(mine, "cart-1")).as("on the connection that wrote them").hasSize(2);
            assertThat(store.readStream(other, "cart-1")).as("elsewhere, before the commit").isEmpty();
            mine.commit();
            assertThat(store.readStream(other, "cart-1")).as("elsewhere, after the commit").hasSize(2);
        }
    }

    @Test
    @Order(4)
    @DisplayName("a stream that does not exist is read as an empty one")
    void missingStream(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));

        assertThat(store.readStream(connection, "cart-nobody-opened"))
                .as("nobody has opened this cart, and the events of another are none of its business")
                .isEmpty();
    }

    @Test
    @Order(5)
    @DisplayName("a stream is read alone, however much another one's id looks like its own")
    void alone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet stream = statement.executeQuery("select stream_id, version from neighbours.streams")) {
            while (stream.next()) {
                String streamId = stream.getString(1);
                List<RecordedEvent> events = store.readStream(connection, streamId);
                assertThat(events).as("the stream '%s', which has events", streamId).isNotNull();
                assertThat(events.stream().map(event -> "'" + event.streamId() + "' " + event.version()).sorted())
                        .as("the stream '%s': its id is taken to the letter, so each event is its own", streamId)
                        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, stream.getLong(2))
                                .mapToObj(version -> "'" + streamId + "' " + version).toList());
            }
        }
    }
}
