package eventstore.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text that PostgreSQL can't store is refused by name, before anything is sent")
class AppendCallTest {

    private static final String HIGH = "\ud83d";
    private static final String LOW = "\ude00";

    /** A connection on which nothing may be done. */
    private final Connection untouched = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> fail("%s was called", method.getName()));

    @ParameterizedTest
    @ValueSource(strings = {"cart-" + HIGH, HIGH + "-cart", "cart-" + LOW, LOW + HIGH, HIGH + HIGH + LOW, "cart-\0"})
    @DisplayName("a stream id with half of a surrogate pair, or a NUL")
    void streamId(String id) {
        assertThatThrownBy(() ->
                        AppendCall.send(untouched, id, ExpectedVersion.any(), List.of(NewEvent.of("Opened", "{}"))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22021"))
                .hasMessageStartingWith("the stream id has a character that PostgreSQL can't store: '");
    }

    @Test
    @DisplayName("the message shows the character as Java writes it, what it is, and the text before it")
    void shown() {
        assertThatThrownBy(() -> Characters.check("the stream id", "a cart of somebody else-" + HIGH + "-1"))
                .hasMessageEndingWith(
                        ": '...rt of somebody else-\\ud83d', where the last one is half of a surrogate pair");
        assertThatThrownBy(() -> Characters.check("the stream id", "cart-\0"))
                .hasMessageEndingWith(": 'cart-\\u0000', where the last one is NUL");
    }

    @ParameterizedTest
    @CsvSource({"type, Opened!, {}, {}", "data, Opened, {\"note\": \"!\"}, {}", "metadata, Opened, {}, {\"by\": \"!\"}"
    })
    @DisplayName("an event's type, data or metadata; the event is named by its place in the batch")
    void event(String part, String type, String data, String metadata) {
        NewEvent event = new NewEvent(
                UUID.randomUUID(), type.replace("!", HIGH), data.replace("!", HIGH), metadata.replace("!", HIGH));

        assertThatThrownBy(() -> AppendCall.send(
                        untouched, "cart-1", ExpectedVersion.any(), List.of(NewEvent.of("Opened", "{}"), event)))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(
                        "the " + part + " of event 2 of the batch has a character that PostgreSQL can't store");
    }

    @Test
    @DisplayName("whole pairs, and what is not there, are left to PostgreSQL")
    void fine() throws SQLException {
        Characters.check("the stream id", "cart-" + HIGH + LOW + " \u00e4 \uffff \u0001");
        Characters.check("the stream id", null);
    }
}
