package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EventStoreTest("91-shop")
@DisplayName("Events that were scattered")
class HeapTest {

    private static final String FOUR_EVENTS = """
            insert into streams values ('cart-1', 4);
            insert into events select 'cart-1', n, 'Added' from generate_series(1, 4) n;
            """;
    private static final String APPEND_ONLY = """
            create function never() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
            create trigger never before update on events for each row execute function never();
            """;

    @Test
    @DisplayName("are read in another order than that of their versions, by a query that does not ask for one")
    void anotherOrder(Connection connection) throws SQLException {
        execute(connection, FOUR_EVENTS);

        Heap.scatter(connection, "cart-1");

        assertThat(versions(connection)).containsExactly("2", "4", "1", "3");
    }

    @Test
    @DisplayName("stay where they are when the table refuses any update; a transaction that is open goes on")
    void refused(Connection connection, DataSource dataSource) throws SQLException {
        execute(connection, FOUR_EVENTS + APPEND_ONLY);
        Heap.scatter(connection, "cart-1");
        assertThat(versions(connection)).containsExactly("1", "2", "3", "4");

        connection.setAutoCommit(false);
        execute(connection, "insert into streams values ('cart-2', 0)");
        Heap.scatter(connection, "cart-1");
        connection.commit();

        try (Connection other = dataSource.getConnection()) {
            assertThat(texts(other, "select stream_id from streams where stream_id = 'cart-2'")).hasSize(1);
        }
    }

    @Test
    @DisplayName("change the plans of the session that asked, and of no other")
    void ownSession(Connection connection, DataSource dataSource) throws SQLException {
        Heap.scatter(connection, "cart-1");

        assertThat(texts(connection, "show enable_indexscan")).containsExactly("off");
        try (Connection other = dataSource.getConnection()) {
            assertThat(texts(other, "show enable_indexscan")).containsExactly("on");
        }
    }

    private static List<String> versions(Connection connection) throws SQLException {
        return texts(connection, "select version from events where stream_id = 'cart-1'");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
