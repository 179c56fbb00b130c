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
        tables.streams("cart-1");

        tables.refuse("a stream has one row: with two, nobody could say which version it is at",
                "insert into streams (stream_id, version) values ('cart-1', 2)");
        tables.take("another stream has a row of its own",
                "insert into streams (stream_id, version) values ('cart-2', 1)");
    }

    @Test
    @Order(2)
    @DisplayName("a stream always has an id and a version")
    void idAndVersion(Connection connection) {
        StoreTables tables = new StoreTables(connection);
        tables.streams("cart-1");

        tables.refuse("a stream always has a version: whoever compares with null hears neither yes nor no",
                "insert into streams (stream_id, version) values ('cart-2', null)");
        tables.refuse("a stream always has an id: it is the key by which its events are found",
                "insert into streams (stream_id, version) values (null, 1)");
    }
}
