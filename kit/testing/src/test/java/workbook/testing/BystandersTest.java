package workbook.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EventStoreTest("90-cart")
@DisplayName("Those who have nothing to do with a call")
class BystandersTest {

    private static final String OTHER = "update streams set version = version + 1 where stream_id = 'cart-2'";

    @BeforeEach
    void streams(Connection connection) throws SQLException {
        execute(connection, "insert into streams values ('cart-1', 1), ('cart-2', 1)");
    }

    @Test
    @DisplayName("get by where the call locks what is its own")
    void getBy(Sessions sessions) {
        assertThatCode(() -> new Bystanders(sessions)
                        .and("an append to cart-2", c -> execute(c, OTHER))
                        .goOnDuring("an append to cart-1", c -> execute(c, OTHER.replace("cart-2", "cart-1"))))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("are named when one of them has to wait")
    void wait(Sessions sessions) {
        assertThatThrownBy(() -> new Bystanders(sessions)
                        .and("an append to cart-2", c -> execute(c, OTHER))
                        .goOnDuring("an append to cart-1", c -> execute(c, "lock table streams")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("an append to cart-2 should not have to wait for an append to cart-1");
    }

    @Test
    @DisplayName("are named when one of them fails")
    void fail(Sessions sessions) {
        assertThatThrownBy(() -> new Bystanders(sessions)
                        .and("a reader", c -> execute(c, "nonsense"))
                        .goOnDuring("an append", c -> null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a reader, while an append is not yet committed");
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
