package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testing.Wire.Traffic;

@EventStoreTest("90-cart")
@DisplayName("What goes over the wire is counted")
class WireTest {

    @Test
    @DisplayName("a query is one round trip, whatever it brings")
    void oneQuery(Wire wire) throws Exception {
        assertThat(wire.during(c -> read(c, "select 1"))).isEqualTo(new Traffic(1, 1, 1));
        assertThat(wire.during(c -> read(c, "select n from generate_series(1, 1000) n")))
                .isEqualTo(new Traffic(1, 1000, 1000));
        assertThat(wire.during(c -> read(c, "select 1 where false"))).isEqualTo(new Traffic(1, 0, 0));
    }

    @Test
    @DisplayName("no query is no round trip, and each work is counted from nought")
    void nothing(Wire wire) throws Exception {
        wire.during(c -> read(c, "select 1"));

        assertThat(wire.during(c -> null)).isEqualTo(new Traffic(0, 0, 0));
    }

    @Test
    @DisplayName("a statement a row is a round trip a row; a batch is one")
    void batch(Wire wire) throws Exception {
        Traffic one = wire.during(c -> insert(c, 1, 20, false));
        Traffic batch = wire.during(c -> insert(c, 101, 20, true));

        assertThat(one.roundTrips()).isEqualTo(20);
        assertThat(batch.roundTrips()).isEqualTo(1);
    }

    @Test
    @DisplayName("a transaction costs its commit; its begin travels with the first statement")
    void transaction(Wire wire) throws Exception {
        Traffic traffic = wire.during(c -> {
            c.setAutoCommit(false);
            insert(c, 1, 2, false);
            c.commit();
            c.setAutoCommit(true);
            return null;
        });

        assertThat(traffic.roundTrips()).isEqualTo(3);
    }

    @Test
    @DisplayName("with a fetch size, in a transaction, the rows come in portions: few at once, and a round trip each")
    void fetchSize(Wire wire) throws Exception {
        wire.connection().setAutoCommit(false);

        Traffic traffic = wire.during(c -> {
            try (Statement statement = c.createStatement()) {
                statement.setFetchSize(100);
                return count(statement.executeQuery("select n from generate_series(1, 950) n"));
            }
        });

        assertThat(traffic).isEqualTo(new Traffic(10, 950, 100));
    }

    @Test
    @DisplayName("in the middle of the work it can be seen how many rows have come")
    void soFar(Wire wire) throws Exception {
        wire.during(c -> {
            read(c, "select n from generate_series(1, 40) n");
            assertThat(wire.rowsSoFar()).isEqualTo(40);
            return read(c, "select 1");
        });

        assertThat(wire.rowsSoFar()).isEqualTo(41);
    }

    @Test
    @DisplayName("a row that is larger than any buffer is one row")
    void largeRows(Wire wire) throws Exception {
        Traffic traffic = wire.during(c -> read(c, "select repeat('DDDDD', 1000000) from generate_series(1, 3)"));

        assertThat(traffic).isEqualTo(new Traffic(1, 3, 3));
    }

    @Test
    @DisplayName("a question that is larger than any buffer is one round trip")
    void largeQuestion(Wire wire) throws Exception {
        Traffic traffic = wire.during(c -> {
            try (PreparedStatement query = c.prepareStatement("select length(?)")) {
                query.setString(1, "x".repeat(3_000_000));
                return count(query.executeQuery());
            }
        });

        assertThat(traffic).isEqualTo(new Traffic(1, 1, 1));
    }

    @Test
    @DisplayName("a refusal is a round trip too, and the wire is good afterwards")
    void refusal(Wire wire) throws Exception {
        assertThatThrownBy(() -> wire.during(c -> read(c, "selekt 1"))).isInstanceOf(SQLException.class);

        assertThat(wire.during(c -> read(c, "select 1"))).isEqualTo(new Traffic(1, 1, 1));
    }

    @Test
    @DisplayName("two wires count each their own")
    void two(Wire one, Wire other) throws Exception {
        Traffic traffic = one.during(c -> {
            read(other.connection(), "select n from generate_series(1, 5) n");
            return read(c, "select 1");
        });

        assertThat(traffic).isEqualTo(new Traffic(1, 1, 1));
    }

    private static long read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return count(rows);
        }
    }

    private static long count(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private static Void insert(Connection connection, int from, int rows, boolean inOneBatch) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into events values ('cart-1', ?, 'Added')")) {
            for (int version = from; version < from + rows; version++) {
                insert.setLong(1, version);
                if (inOneBatch) {
                    insert.addBatch();
                } else {
                    insert.executeUpdate();
                }
            }
            if (inOneBatch) {
                insert.executeBatch();
            }
        }
        return null;
    }
}
