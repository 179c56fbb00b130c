package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A stream as a strip")
@Timeout(120)
class StripsTest {

    private final Clones clones = new Clones();
    private Connection connection;

    @BeforeEach
    void shop() throws SQLException {
        TestDatabase database = clones.of("a").create(Recipe.of(StripsTest.class.getClassLoader(), "91-shop"));
        database.run();
        connection = database.getConnection();
    }

    @AfterEach
    void drop() throws SQLException {
        clones.close();
    }

    @Test
    @DisplayName("has its events in order, and says where versions are missing; neighbours stay out of it")
    void holes() throws SQLException {
        events("('cart-1', 6, 'Removed'), ('cart-1', 1, 'Opened'), ('cart-1', 2, 'Added'), ('cart-2', 2, 'Added'),"
                + " ('cart-1', 4, 'Added')");

        assertThat(strips())
                .isEqualTo(
                        """
                cart-1  [1 Opened][2 Added] 3 missing [4 Added] 5 missing [6 Removed]
                cart-2   1 missing [2 Added]
                """);
    }

    @Test
    @DisplayName("shows what stands twice at one place twice")
    void twice() throws SQLException {
        Clones.execute(connection, "alter table events drop constraint events_pkey");
        events("('cart-1', 1, 'Opened'), ('cart-1', 2, 'Added'), ('cart-1', 2, 'Added')");

        assertThat(strips()).isEqualTo("cart-1  [1 Opened][2 Added][2 Added]\n");
    }

    @Test
    @DisplayName("that is too long puts what is alike into one box, and is cut with a mark where that does not help")
    void tooLong() throws SQLException {
        events("('cart-1', 1, 'ShoppingCartOpened')");
        Clones.execute(
                connection,
                "insert into events select 'cart-1', n, 'ProductItemAdded' from generate_series(2, 40) as n");
        Clones.execute(
                connection, "insert into events select 'cart-2', n, 'Type' || n from generate_series(1, 20) as n");

        assertThat(strips().lines())
                .containsExactly(
                        "cart-1  [1 ShoppingCartOpened][2-40 ProductItemAdded]",
                        "cart-2  [1 Type1][2 Type2][3 Type3][4 Type4][5 Type5][6 Type6][7 Type7][ ...");
    }

    @Test
    @DisplayName("is drawn for five streams and 200 events; that there are more is said")
    void more() throws SQLException {
        Clones.execute(
                connection, "insert into events select 'cart-' || n, 1, 'Opened' from generate_series(1, 6) as n");
        assertThat(strips()).endsWith("cart-5  [1 Opened]\n  (and more)\n");

        Clones.execute(connection, "delete from events where stream_id > 'cart-1'");
        Clones.execute(connection, "insert into events select 'cart-1', n, 'Added' from generate_series(2, 201) as n");
        assertThat(strips()).isEqualTo("cart-1  [1 Opened][2-200 Added]\n  (and more)\n");
    }

    @Test
    @DisplayName("is not drawn where there are no events, or no such table")
    void none() throws SQLException {
        assertThat(strips()).isEmpty();

        Clones.execute(connection, "alter table events alter column version type text");
        events("('cart-1', 'first', 'Opened')");
        assertThat(strips()).as("a version that is no number").isEmpty();

        Clones.execute(connection, "drop table events");
        assertThat(strips()).isEmpty();
    }

    private void events(String values) throws SQLException {
        Clones.execute(connection, "insert into events (stream_id, version, type) values " + values);
    }

    private String strips() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Strips.of(statement, Neighbours.in(statement));
        }
    }
}
