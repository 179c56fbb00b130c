package eventstore.tables;

import java.sql.Connection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;

@EventStoreTest("01-tables")
@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: the streams table")
class Task1StreamsTest {

    @Test
    @Order(1)
    @DisplayName("a stream has one row in streams, never two")
    void oneRowAStream(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.stream("cart-1").isTaken("a stream has a row in streams");

        tables.stream("cart-1").with("version", "2")
                .isRefused("a stream has one row: with two, nobody could say which version it is at");
        tables.stream("cart-2").isTaken("another stream has a row of its own");
    }

    @Test
    @Order(2)
    @DisplayName("a stream always has an id and a version")
    void idAndVersion(Connection connection) {
        StoreTables tables = new StoreTables(connection);

        tables.stream("cart-1").needs("version",
                "a stream always has a version: whoever compares with null hears neither yes nor no");
        tables.stream("cart-1").needs("stream_id",
                "a stream always has an id: it is the key by which its events are found");
    }

    @Test
    @Order(3)
    @DisplayName("streams whose ids look alike are streams of their own, and a stream may be very long")
    void lookAlikes(Connection connection) {
        StoreTables tables = new StoreTables(connection);

        for (String id : StoreTables.LOOK_ALIKES) {
            tables.streamInSql(id).isTaken("an id is text, and each text that is another one is another stream's");
        }
        tables.stream("cart-3").with("version", "0").isTaken("a stream that has no event yet is at version 0");
        tables.promises().take("with each event its version moves on",
                "update streams set version = version + 1 where stream_id = 'cart-3'");
        tables.stream("cart-4").with("version", "9007199254740993")
                .isTaken("a version is a bigint: whatever fills a smaller number would be a stream's last event");
    }
}
