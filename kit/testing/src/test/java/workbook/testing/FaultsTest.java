package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EventStoreTest("90-cart")
@DisplayName("Something wrong with the server")
class FaultsTest {

    @Test
    @DisplayName("is told to whoever writes, by its SQLSTATE")
    void onWrite(Connection connection) throws SQLException {
        Faults.onWrite(connection, "streams", "insert", Faults.DISK_FULL);

        assertThat(stateOf(connection, "insert into streams values ('cart-1', 1)"))
                .isEqualTo(Faults.DISK_FULL);
    }

    @Test
    @DisplayName("is told at the commit, where it is to come then")
    void onCommit(Connection connection) throws SQLException {
        Faults.onCommit(connection, "streams", "insert", Faults.OUT_OF_MEMORY);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into streams values ('cart-1', 1)");
        }

        assertThat(catchThrowableOfType(SQLException.class, connection::commit).getSQLState())
                .isEqualTo(Faults.OUT_OF_MEMORY);
    }

    private static String stateOf(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .getSQLState();
    }
}
