package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EventStoreTest("90-cart")
@DisplayName("A stream's rows")
class HeapTest {

    @BeforeEach
    void fourEvents(Connection connection) throws SQLException {
        execute(
                connection,
                "insert into streams values ('cart-1', 4);"
                        + " insert into events select 'cart-1', n, 'Added' from generate_series(1, 4) n;"
                        + " alter table events add recorded_at timestamptz default now()");
    }

    @Test
    @DisplayName("lie in another order than that of their versions once they are scattered")
    void scattered(Connection connection) throws SQLException {
        assertThat(texts(connection, "select version from events")).containsExactly("1", "2", "3", "4");

        Heap.scatter(connection, "cart-1");

        assertThat(texts(connection, "select version from events")).containsExactly("2", "4", "1", "3");
        assertThat(texts(connection, "explain select version from events where stream_id = 'cart-1'")
                        .getFirst())
                .as("the plan")
                .doesNotContain("Index");
    }

    @Test
    @DisplayName("go back in time")
    void backInTime(Connection connection) throws SQLException {
        Heap.backInTime(connection, "cart-1");

        assertThat(texts(connection, "select version from events order by recorded_at"))
                .containsExactly("4", "3", "2", "1");
    }

    @Test
    @DisplayName("stay as they are in a table that refuses every update, and so does the transaction")
    void refused(Connection connection) throws SQLException {
        Faults.onWrite(connection, "events", "update", "P0001");
        connection.setAutoCommit(false);

        Heap.scatter(connection, "cart-1");
        Heap.backInTime(connection, "cart-1");

        assertThat(texts(connection, "select version from events")).containsExactly("1", "2", "3", "4");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
