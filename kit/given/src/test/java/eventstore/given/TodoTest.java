package eventstore.given;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TodoTest {

    @Test
    @DisplayName("says what to write, and in which line of which file")
    void here() {
        Todo todo = new Todo(2, "read the events");

        assertThat(todo).hasMessage("TODO task 2: read the events (TodoTest.java:13)");
    }

    @Test
    @DisplayName("says the same where a stub of before is half written")
    void before() {
        Todo todo = new Todo("02-appending", 2, "src/main/java/EventStore.java", "read the events");

        assertThat(todo).hasMessage("TODO task 2: read the events (TodoTest.java:21)");
    }
}
