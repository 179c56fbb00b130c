package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static org.assertj.core.api.Assertions.assertThat;

import eventstore.given.NewEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;
import workbook.testing.Wire;

@EventStoreTest("02-appending")
@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: append a batch")
class Task1BatchTest {

    private final EventStore store = new EventStore();

    @Test
    @Order(1)
    @DisplayName("a batch is recorded in its order, with the versions 1, 2, 3")
    void batchIsInOrder(Connection connection) throws SQLException {
        long version = store.append(connection, "cart-1", any(),
                List.of(CartEvents.added("shoes"), CartEvents.added("hat"), CartEvents.added("shoes")));

        assertThat(version).as("append returns the stream's new version").isEqualTo(3);
        assertThat(rows(connection, """
                select version, data->>'productId' from events where not neighbours.have(stream_id) order by version"""))
                .as("version and product of each event: versions count from 1, in the order of the batch. Two events that look"
                        + " the same are two events")
                .containsExactly("1 shoes", "2 hat", "3 shoes");
    }

    @Test
    @Order(2)
    @DisplayName("the next batch goes on where the last one ended, in each stream for itself")
    void versionsGoOn(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(2));
        store.append(connection, "cart-2", any(), CartEvents.added(1));

        long version = store.append(connection, "cart-1", any(), CartEvents.added(2));

        assertThat(version).as("two events and two more").isEqualTo(4);
        assertThat(rows(connection, """
                select stream_id, version from events
                 where not neighbours.have(stream_id) order by stream_id, version"""))
                .as("each stream counts for itself, without gaps")
                .containsExactly("cart-1 1", "cart-1 2", "cart-1 3", "cart-1 4", "cart-2 1");
        assertThat(rows(connection, """
                select stream_id, version from streams where not neighbours.have(stream_id) order by stream_id"""))
                .as("streams has the version of each stream's last event")
                .containsExactly("cart-1 4", "cart-2 1");
    }

    @Test
    @Order(3)
    @DisplayName("a batch is recorded whole or not at all")
    void wholeBatchOrNothing(Connection connection) throws SQLException {
        store.append(connection, "cart-1", any(), CartEvents.added(1));

        for (NewEvent broken : List.of(NewEvent.of(null, "{}"), NewEvent.of("ProductItemAdded", null))) {
            assertThat(Outcomes.of(() -> store.append(connection, "cart-1", any(),
                    List.of(CartEvents.opened(), broken, CartEvents.opened()))))
                    .as("an event without a type or without data can't be recorded, so its batch can't")
                    .withFailMessage("the batch should be refused: its second event has no type, or no data")
                    .isInstanceOf(SQLException.class);
        }

        assertThat(rows(connection, """
                select stream_id, version from events where not neighbours.have(stream_id) order by version"""))
                .as("the events: nothing of a batch that failed may stay")
                .containsExactly("cart-1 1");
        assertThat(rows(connection, """
                select stream_id, version from streams where not neighbours.have(stream_id)"""))
                .as("the streams: a batch that failed may not move its stream's version")
                .containsExactly("cart-1 1");
    }

    @Test
    @Order(4)
    @DisplayName("an empty batch is refused, by name")
    void emptyBatchIsRefused(Connection connection) throws SQLException {
        String answer = Outcomes.inWords(() -> callWithEmptyArrays(connection));

        assertThat(answer)
                .as("append_to_stream with empty arrays: a caller with nothing to append has made a mistake, and should hear"
                        + " of it with errcode ES002")
                .isEqualTo("refused: the batch is empty");
        assertThat(rows(connection, """
                select stream_id, version from streams where not neighbours.have(stream_id)"""))
                .as("no stream begins without an event")
                .isEmpty();
    }

    @Test
    @Order(5)
    @DisplayName("a batch of ten is one round trip to the database")
    void oneRoundTrip(Wire wire) throws Exception {
        store.append(wire.connection(), "cart-1", any(), CartEvents.added(1));

        Wire.Traffic traffic = wire.during(c -> store.append(c, "cart-1", any(), CartEvents.added(10)));

        assertThat(traffic.roundTrips())
                .as("one call takes the whole batch: ten calls would wait ten times for the network")
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    @DisplayName("the time is asked once a batch")
    void timeOnceABatch(Connection connection) throws SQLException {
        CountingClock.putInPlace(connection);

        store.append(connection, "cart-1", any(), CartEvents.added(3));

        assertThat(CountingClock.asked(connection))
                .as("how often event_time was called: the events of a batch were recorded at one moment, not at three")
                .isEqualTo(1);
    }

    private static long callWithEmptyArrays(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select append_to_stream('cart-1', null, '{}', '{}', '{}', '{}')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2));
            }
            return rows;
        }
    }
}
