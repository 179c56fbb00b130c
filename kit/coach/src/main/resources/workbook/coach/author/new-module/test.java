package eventstore.{{package}};

import static eventstore.given.ExpectedVersion.any;
import static org.assertj.core.api.Assertions.assertThat;

import eventstore.given.AppendCall;
import eventstore.given.NewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;

// TO WRITE: a class a task, named Task1..., Task2...; about ten tests at most, and stretch tests tagged stretch.
@EventStoreTest("{{id}}")
@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: count a stream")
class Task1CountTest {

    private final {{Class}} store = new {{Class}}();

    @Test
    @Order(1)
    @DisplayName("a stream of three events counts three")
    void three(Connection connection) throws SQLException {
        append(connection, "cart-1", 3);

        assertThat(store.count(connection, "cart-1")).as("cart-1 has three events").isEqualTo(3);
    }

    @Test
    @Order(2)
    @DisplayName("each stream counts its own events, and no other stream's")
    void ofOneStream(Connection connection) throws SQLException {
        append(connection, "cart-1", 3);
        append(connection, "cart-2", 2);

        assertThat(store.count(connection, "cart-2")).as("cart-2 has two events, whatever cart-1 has").isEqualTo(2);
    }

    private static void append(Connection connection, String stream, int events) throws SQLException {
        List<NewEvent> batch = Stream.generate(() -> NewEvent.of("Opened", "{}")).limit(events).toList();
        AppendCall.send(connection, stream, any(), batch);
    }
}
