package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eventstore.given.ExpectedVersion;
import eventstore.given.RecordedEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.testing.EventStoreTest;

@EventStoreTest("02-appending")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: has anything changed since I looked?")
class Task3ExpectedVersionTest {

    private final EventStore store = new EventStore();

    static Stream<Arguments> fulfilled() {
        return Stream.of(
                arguments(0, any()), arguments(3, any()),
                arguments(0, noStream()),
                arguments(3, exactly(3)));
    }

    @ParameterizedTest(name = "a stream at version {0}, {1}")
    @MethodSource("fulfilled")
    @Order(1)
    @DisplayName("an append goes through when the stream is as its caller expects")
    void fulfilledExpectation(int version, ExpectedVersion expected, Connection connection) throws SQLException {
        givenStreamAt(version, connection);

        assertThat(store.append(connection, "cart-1", expected, CartEvents.added(2)))
                .as("the batch is checked once, as a whole, and then recorded")
                .isEqualTo(version + 2);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(3, noStream(), "the stream exists already"),
                arguments(0, exactly(1), "there is no stream, so its version is 0"),
                arguments(3, exactly(2), "the caller is behind: somebody has appended since"),
                arguments(3, exactly(4), "the caller is ahead: it expects an event that was never recorded"));
    }

    @ParameterizedTest(name = "a stream at version {0}, {1}")
    @MethodSource("refused")
    @Order(2)
    @DisplayName("an append is refused when the stream is not as its caller expects, be it behind or ahead")
    void refusedExpectation(int version, ExpectedVersion expected, String why, Connection connection)
            throws SQLException {
        givenStreamAt(version, connection);

        Outcomes.refused(() -> store.append(connection, "cart-1", expected, CartEvents.added(2)), why);
    }

    @Test
    @Order(3)
    @DisplayName("the refusal says what was expected and what the store found")
    void refusalSaysWhatItFound(Connection connection) throws SQLException {
        givenStreamAt(3, connection);

        WrongExpectedVersionException conflict = Outcomes.refused(
                () -> store.append(connection, "cart-1", exactly(2), CartEvents.added(1)), "the caller is behind");

        assertThat(conflict.streamId()).as("the stream that was to be appended to").isEqualTo("cart-1");
        assertThat(conflict.expected()).as("what the caller expected").isEqualTo(exactly(2));
        assertThat(conflict.actual()).as("the version that the stream is really at").isEqualTo(3);
    }

    @Test
    @Order(4)
    @DisplayName("a refused append changes nothing: no event, no new version")
    void changesNothing(Connection connection) throws SQLException {
        givenStreamAt(3, connection);

        Outcomes.of(() -> store.append(connection, "cart-1", exactly(2), CartEvents.added(1)));

        assertThat(store.readStream(connection, "cart-1")).extracting(RecordedEvent::version)
                .as("versions in cart-1: its caller expected version 2 and was refused, so there is nothing after 3")
                .containsExactly(1L, 2L, 3L);
        assertThat(streams(connection)).as("the append was refused, so the stream's version has not moved")
                .containsExactly("cart-1 at 3");
    }

    @Test
    @Order(5)
    @DisplayName("a refused append begins no stream")
    void noGhostStream(Connection connection) throws SQLException {
        givenStreamAt(3, connection);

        Outcomes.of(() -> store.append(connection, "cart-2", exactly(5), CartEvents.added(1)));

        assertThat(streams(connection))
                .as("all streams: the append to cart-2 was refused, so there is no cart-2, not even an empty one")
                .containsExactly("cart-1 at 3");
    }

    private void givenStreamAt(int version, Connection connection) throws SQLException {
        if (version > 0) {
            store.append(connection, "cart-1", any(), CartEvents.added(version));
        }
    }

    private static List<String> streams(Connection connection) throws SQLException {
        String query = """
                select stream_id || ' at ' || version from streams
                 where not neighbours.have(stream_id) order by stream_id""";
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            List<String> streams = new ArrayList<>();
            while (row.next()) {
                streams.add(row.getString(1));
            }
            return streams;
        }
    }
}
