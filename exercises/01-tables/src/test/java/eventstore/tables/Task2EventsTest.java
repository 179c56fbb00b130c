package eventstore.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;

@EventStoreTest("01-tables")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: the events table")
class Task2EventsTest {

    private static final String EVENT = "insert into events (stream_id, version, event_id, type, data) values ";
    private static final String TIMED_EVENT =
            "insert into events (stream_id, version, event_id, type, data, recorded_at) values ";

    @Test
    @Order(1)
    @DisplayName("no two events of one stream have the same version")
    void oneEventAVersion(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("a stream's first event", EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");
        tables.take("and its second", EVENT + "('cart-1', 2, gen_random_uuid(), 'ProductItemAdded', '{}')");

        tables.refuse("a version is one place in a stream, and one event stands there",
                EVENT + "('cart-1', 2, gen_random_uuid(), 'Confirmed', '{}')");
    }

    @Test
    @Order(2)
    @DisplayName("each stream counts for itself: every one may have its version 1")
    void eachStreamForItself(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1", "cart-2");
        tables.take("the first event of cart-1", EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");

        tables.take("each stream counts for itself: cart-2 has a first event too",
                EVENT + "('cart-2', 1, gen_random_uuid(), 'Opened', '{}')");
    }

    @Test
    @Order(3)
    @DisplayName("every event has its place: a stream and a version")
    void place(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("an event with its place", EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");

        tables.refuse("every event has a version: without one it has no place in the order",
                EVENT + "('cart-1', null, gen_random_uuid(), 'Confirmed', '{}')");
        tables.refuse("every event has a stream: without one nobody ever reads it",
                EVENT + "(null, 2, gen_random_uuid(), 'Confirmed', '{}')");
    }

    @Test
    @Order(4)
    @DisplayName("every event has a type")
    void type(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("an event with a type", EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");

        tables.refuse("every event has a type: without one nobody knows what happened",
                EVENT + "('cart-1', 2, gen_random_uuid(), null, '{}')");
    }

    @Test
    @Order(5)
    @DisplayName("every event has data, if only {}")
    void data(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("an event that needs no details has {}",
                EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");

        tables.refuse("every event has data: null would be a hole that each reader falls into",
                EVENT + "('cart-1', 2, gen_random_uuid(), 'ProductItemAdded', null)");
    }

    @Test
    @Order(6)
    @DisplayName("data is JSON: other text is refused, and what is inside can be asked for")
    void dataIsJson(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("an event with data", EVENT + """
                ('cart-1', 1, gen_random_uuid(), 'ProductItemAdded', '{"productId": "shoes", "quantity": 2}')""");

        assertThat(tables.read("data is JSON, so its fields can be asked for",
                "select data->>'quantity' from events where data->>'productId' = 'shoes'"))
                .as("the quantity of shoes, taken out of data")
                .isEqualTo("2");
        tables.refuse("data is JSON: text that is cut off in the middle must not get in",
                EVENT + """
                        ('cart-1', 2, gen_random_uuid(), 'ProductItemAdded', '{"productId": "sho')""");
    }

    @Test
    @Order(7)
    @DisplayName("every event has the moment when it was recorded, the same one in every time zone")
    void moment(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("a session may be in any time zone", "set time zone 'America/New_York'");
        tables.take("an event recorded at noon, where clocks are two hours ahead of UTC",
                TIMED_EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}', '2026-01-01 12:00+02')");

        assertThat(tables.read("recorded_at is a moment", """
                select to_char(recorded_at::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from events"""))
                .as("recorded_at is a moment: noon at +02 is 10:00 in UTC, wherever it was written and is read")
                .isEqualTo("2026-01-01 10:00");
        tables.refuse("every event has the moment when it was recorded: recorded_at is never null",
                TIMED_EVENT + "('cart-1', 2, gen_random_uuid(), 'Confirmed', '{}', null)");
    }

    @Test
    @Order(8)
    @DisplayName("the store fills in what was left out: no metadata is {}, and the time is known")
    void leftOut(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.take("metadata and recorded_at may be left out",
                EVENT + "('cart-1', 1, gen_random_uuid(), 'Opened', '{}')");

        assertThat(tables.read("metadata that was left out", "select metadata from events"))
                .as("no metadata is an empty object, and no reader has to think of null")
                .isEqualTo("{}");
        assertThat(tables.read("a time that was left out", "select recorded_at is not null from events"))
                .as("the store has a clock: it knows when the event was recorded")
                .isEqualTo("t");
    }
}
