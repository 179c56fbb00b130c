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
@DisplayName("Somebody else comes in between")
class MeanwhileTest {

    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void counters(Connection connection) throws SQLException {
        execute(
                connection,
                "create table counter (id int primary key, n int);"
                        + " insert into counter select id, 0 from generate_series(1, 9) id");
    }

    @Test
    @DisplayName("before each statement of a call in turn, and not in one that sends nothing")
    void everywhere(Wire wire, Sessions sessions) throws Exception {
        int places = Meanwhile.everywhere(wire, sessions, encounter(true));

        assertThat(places).isEqualTo(2);
        assertThat(seen)
                .as("what the second look found, less what the first one did")
                .containsExactly("0, other: null", "1, other: null");
        assertThat(Meanwhile.everywhere(wire, sessions, encounter(false))).isZero();
    }

    private Meanwhile.Encounter encounter(boolean looks) {
        return new Meanwhile.Encounter() {
            @Override
            public Object call(int number, Connection connection) throws Exception {
                return looks ? -look(connection, number) + look(connection, number) : 0;
            }

            @Override
            public Object meanwhile(int number, Connection connection) throws Exception {
                return execute(connection, "update counter set n = n + 1 where id = " + number);
            }

            @Override
            public void check(int number, Meanwhile.Ending call, Meanwhile.Ending meanwhile) {
                seen.add(call.value() + ", other: " + meanwhile.thrown());
            }
        };
    }

    @Test
    @DisplayName("and waits where the call holds what it needs, and goes on when the call has ended")
    void waits(Wire wire, Sessions sessions) throws Exception {
        List<Object> left = new ArrayList<>();
        int places = Meanwhile.everywhere(wire, sessions, new Meanwhile.Encounter() {
            @Override
            public Object call(int number, Connection connection) throws Exception {
                connection.setAutoCommit(false);
                try {
                    execute(connection, "update counter set n = n + 10 where id = " + number);
                    return look(connection, number);
                } finally {
                    connection.commit();
                    connection.setAutoCommit(true);
                }
            }

            @Override
            public Object meanwhile(int number, Connection connection) throws Exception {
                execute(connection, "update counter set n = n * 2 where id = " + number);
                return look(connection, number);
            }

            @Override
            public void check(int number, Meanwhile.Ending call, Meanwhile.Ending meanwhile) {
                left.add(meanwhile.value());
            }
        });

        assertThat(places).as("update with its begin, look, commit").isEqualTo(3);
        assertThat(left)
                .as("before the update: nothing to double; after it: the other waited, and doubled what it left")
                .containsExactly(0, 20, 20);
    }

    @Test
    @DisplayName("and what either of them throws is told")
    void thrown(Wire wire, Sessions sessions) throws Exception {
        Meanwhile.everywhere(wire, sessions, new Meanwhile.Encounter() {
            @Override
            public Object call(int number, Connection connection) throws Exception {
                look(connection, number);
                throw new IllegalStateException("the call's");
            }

            @Override
            public Object meanwhile(int number, Connection connection) throws Exception {
                return execute(connection, "nonsense");
            }

            @Override
            public void check(int number, Meanwhile.Ending call, Meanwhile.Ending meanwhile) {
                seen.add(call.thrown().getMessage());
                seen.add(((SQLException) meanwhile.thrown()).getSQLState());
            }
        });

        assertThat(seen).containsExactly("the call's", "42601");
    }

    private static int look(Connection connection, int number) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select n from counter where id = " + number)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
