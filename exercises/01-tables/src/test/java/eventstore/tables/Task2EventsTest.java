package eventstore.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;
import workbook.testing.OfferedRow;
import workbook.testing.TablePromises;

@EventStoreTest("01-tables")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: the events table")
class Task2EventsTest {

    @Test
    @Order(1)
    @DisplayName("no two events of one stream have the same version")
    void oneEventAVersion(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.event("cart-1", 1).isTaken("a stream's first event");
        tables.event("cart-1", 2).isTaken("and its second");

        for (int version = 1; version <= 2; version++) {
            tables.event("cart-1", version).isRefused("a version is one place in a stream, and one event stands there");
            everythingElseDiffers(tables.event("cart-1", version))
                    .isRefused("a version is one place in a stream, whatever the event is that comes second");
        }
    }

    @Test
    @Order(2)
    @DisplayName("each stream counts for itself: every one may have its version 1")
    void eachStreamForItself(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        for (String id : StoreTables.LOOK_ALIKES) {
            tables.streamInSql(id).isTaken("a stream begins with a row in streams");
            tables.eventInSql(id, 1).isTaken("each stream counts for itself: every one has a first event");
        }

        for (int version = 2; version <= 11; version++) {
            tables.event("cart-1", version)
                    .isTaken("a stream's next event, which differs from the one before in its place");
        }
        tables.event("cart-11", 2).isTaken("another stream's second event");
    }

    @Test
    @Order(3)
    @DisplayName("every event has its place: a stream and a version, from 1")
    void place(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        OfferedRow event = tables.event("cart-1", 1);

        event.needs("version", "every event has a version: without one it has no place in the order");
        event.needs("stream_id", "every event has a stream: without one nobody ever reads it");
        event.without("version").isRefused("whoever records an event says where: the table can't know its place");
        event.with("version", "0").isRefused("a stream's first event is version 1: there is nothing before it");
    }

    @Test
    @Order(4)
    @DisplayName("every event has a type, and any may come")
    void type(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        OfferedRow event = tables.event("cart-1", 1);

        event.needs("type", "every event has a type: without one nobody knows what happened");
        event.without("type").isRefused("whoever records an event says what happened: the table can't know");
        event.with("type", "repeat('GiftWrapped', 30)")
                .isTaken("the store does not know the domain: next year's kind of event is recorded like any other");
    }

    @Test
    @Order(5)
    @DisplayName("every event has data, if only {}")
    void data(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        OfferedRow event = tables.event("cart-1", 1);

        event.needs("data", "every event has data: null would be a hole that each reader falls into");
        event.with("data", "jsonb '{}'").isTaken("an event that needs no details has {}");
    }

    @Test
    @Order(6)
    @DisplayName("data is JSON: other text is refused, and what is inside can be asked for")
    void dataIsJson(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.event("cart-1", 1).with("data", """
                jsonb '{"productId": "shoes", "quantity": 2, "weight": 0.12345678901234567890123456789}'""")
                .isTaken("an event with data, as it was sent");

        assertThat(tables.promises().read("data is JSON, so its fields can be asked for",
                "select data->>'quantity' from events where data->>'productId' = 'shoes'"))
                .as("the quantity of shoes, taken out of data")
                .isEqualTo("2");
        tables.event("cart-1", 2).with("data", """
                '{"productId": "sho'""").isRefused("data is JSON: text that is cut off in the middle must not get in");
    }

    @Test
    @Order(7)
    @DisplayName("every event has the moment when it was recorded, the same one in every time zone")
    void moment(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.promises().take("a session may be in any time zone", "set time zone 'America/New_York'");
        OfferedRow event = tables.event("cart-1", 1).with("recorded_at", "timestamptz '2026-01-01 12:00:00.123456+02'");

        event.needs("recorded_at", "every event has the moment when it was recorded: recorded_at is never null");
        event.isTaken("an event recorded at noon, where clocks are two hours ahead of UTC");
        assertThat(tables.promises().read("recorded_at is a moment", """
                select to_char(recorded_at::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from events"""))
                .as("recorded_at is a moment: noon at +02 is 10:00 in UTC, wherever it was written and is read")
                .isEqualTo("2026-01-01 10:00");
    }

    @Test
    @Order(8)
    @DisplayName("the store fills in what was left out: no metadata is {}, and the time is now")
    void leftOut(Connection connection) throws SQLException {
        StoreTables tables = new StoreTables(connection);
        TablePromises promises = tables.promises();
        tables.streams("cart-1");
        promises.take("a session may be in any time zone", "set time zone 'Asia/Tokyo'");
        connection.setAutoCommit(false);
        tables.event("cart-1", 1).isTaken("metadata and recorded_at may be left out");

        assertThat(promises.read("metadata that was left out", "select metadata from events"))
                .as("no metadata is an empty object, and no reader has to think of null").isEqualTo("{}");
        assertThat(promises.read("a time that was left out", """
                select case when recorded_at between now() and clock_timestamp() then 'now' else recorded_at::text end
                  from events"""))
                .as("the store has a clock, and looks at it for each event: the time is neither that of the create"
                        + " table nor one of another time zone").isEqualTo("now");
        connection.commit();
        connection.setAutoCommit(true);
        tables.event("cart-1", 2).with("metadata", "jsonb '{\"by\": \"anna\"}'").needs("metadata",
                "an event of which nothing is known has {}: no reader has to think of null");
    }

    @Test
    @Order(9)
    @DisplayName("every event has its identity, which is a uuid")
    void identity(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        OfferedRow event = tables.event("cart-1", 1);

        event.needs("event_id", "every event has an identity: a retry sends the same one, and is known by it");
        event.with("event_id", "'the first one'").isRefused("an identity is a uuid: all who read it count on that");
        event.isTaken("an identity that whoever records the event has given it");
    }

    @Test
    @Order(10)
    @DisplayName("versions are numbers: 10 comes after 9, and there is room for more than anybody needs")
    void order(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        TablePromises promises = tables.promises();
        tables.streams("cart-1");
        promises.take("a batch of eleven events, all of one kind and recorded at one time", """
                insert into events (stream_id, version, event_id, type, data)
                select 'cart-1', n, gen_random_uuid(), 'ProductItemAdded', '{}' from generate_series(1, 11) as n""");

        assertThat(promises.read("versions are the order",
                "select string_agg(version::text, ' ' order by version) from events"))
                .as("the order of a stream").isEqualTo("1 2 3 4 5 6 7 8 9 10 11");
        assertThat(promises.read("versions are numbers", "select max(version) + 1 from events"))
                .as("the place after the last").isEqualTo("12");
        promises.hasRoom("events", "version", "9007199254740993",
                "a version is a bigint: whatever fills a smaller number would be a stream's last event");
    }

    @Test
    @Order(11)
    @DisplayName("who runs the script a second time loses no event")
    void again(Connection connection) throws SQLException, IOException {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");
        tables.event("cart-1", 1).isTaken("an event, recorded a year ago");

        connection.setAutoCommit(false);
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(script());
        } catch (SQLException refused) {
            connection.rollback(before);
        }
        String events = tables.promises().read("the events are there", "select count(*) from events");
        connection.rollback();
        connection.setAutoCommit(true);

        assertThat(events)
                .as("events that are there after sql/01-tables.sql was run again: the second run may be refused, or"
                        + " change nothing, but it must never lose what happened")
                .isEqualTo("1");
    }

    /** The same place, and nothing else alike. */
    private static OfferedRow everythingElseDiffers(OfferedRow event) {
        return event.with("type", "'Confirmed'").with("data", "jsonb '{\"by\": \"anna\"}'")
                .with("metadata", "jsonb '{\"from\": \"the shop\"}'")
                .with("recorded_at", "timestamptz '2020-02-29 00:00:00Z'");
    }

    private String script() throws IOException {
        try (InputStream script = getClass().getResourceAsStream("/sql/01-tables.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
