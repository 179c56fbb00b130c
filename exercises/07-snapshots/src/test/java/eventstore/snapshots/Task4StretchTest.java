package eventstore.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.timetravel.TimeMachine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.Duel;
import workbook.testing.EventStoreTest;
import workbook.testing.Wire;

@EventStoreTest("07-snapshots")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: when things go wrong")
class Task4StretchTest {

    private final Snapshots<ShoppingCart, ShoppingCartEvent> snapshots = Carts.snapshotsEvery(10);

    @Test
    @Order(1)
    @DisplayName("a snapshot that can't be read is ignored: it costs time, and nothing else")
    void unreadable(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(15));
        Carts.givenSnapshot(connection, "cart-1", 10, 1, Map.of("status", "EXPLODED"));
        Carts.append(connection, "cart-2", Carts.filled(15));
        Carts.givenSnapshot(connection, "cart-2", 10, 1, List.of("no", "cart", "at", "all"));

        assertThat(snapshots.load(connection, "cart-1")).as("this snapshot is of no cart that there is")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
        assertThat(snapshots.load(connection, "cart-2")).as("this one is not even the JSON of a cart")
                .isEqualTo(Carts.allOf(connection, "cart-2"));
    }

    @Test
    @Order(2)
    @DisplayName("an append that is rolled back takes its snapshot with it")
    void rolledBack(Connection connection, DataSource dataSource) throws SQLException {
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.filled(8));

        connection.setAutoCommit(false);
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.added(5));
        try (Connection other = dataSource.getConnection()) {
            assertThat(snapshots.load(other, "cart-1").version())
                    .as("what is not committed, nobody else sees: neither events nor snapshot").isEqualTo(8);
        }
        connection.rollback();
        connection.setAutoCommit(true);

        assertThat(Carts.snapshotsIn(connection))
                .as("snapshots: the events were rolled back, and the snapshot with them").isZero();
        Carts.appendAndSave(snapshots, connection, "cart-1", List.of(Carts.filled(1).get(0)));
        assertThat(snapshots.load(connection, "cart-1")).as("the state is what the events come to")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @Test
    @Order(3)
    @DisplayName("the past is not answered from a snapshot that is newer")
    void thePast(Connection connection) throws SQLException {
        TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine = new TimeMachine<>(Carts.aggregator());
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.filled(12));
        Instant between = clock(connection);
        Carts.appendAndSave(snapshots, connection, "cart-1", Carts.added(12));

        Aggregate<ShoppingCart> then = timeMachine.asOf(connection, "cart-1", between);
        assertThat(snapshots.atVersion(connection, "cart-1", then.version()))
                .as("the latest snapshot knows 24 events, of which 12 had happened by then").isEqualTo(then);
        for (int version = 0; version <= 24; version++) {
            assertThat(snapshots.atVersion(connection, "cart-1", version)).as("version %s of 24", version)
                    .isEqualTo(timeMachine.atVersion(connection, "cart-1", version));
        }
    }

    @Test
    @Order(4)
    @DisplayName("an append that is tried again may save again")
    void triedAgain(Connection connection) throws SQLException {
        Aggregate<ShoppingCart> before = snapshots.load(connection, "cart-1");
        Aggregate<ShoppingCart> after = Carts.appendAndSave(snapshots, connection, "cart-1", Carts.filled(10));

        snapshots.save(connection, "cart-1", before, after);

        assertThat(Carts.snapshotsIn(connection)).as("the same snapshot, once").isEqualTo(1);
        assertThat(snapshots.load(connection, "cart-1")).as("the cart after ten events").isEqualTo(after);
    }

    @Test
    @Order(5)
    @DisplayName("also in one transaction with its first attempt, which goes on")
    void triedAgainInATransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Aggregate<ShoppingCart> before = snapshots.load(connection, "cart-1");
        Aggregate<ShoppingCart> after = Carts.appendAndSave(snapshots, connection, "cart-1", Carts.filled(10));

        snapshots.save(connection, "cart-1", before, after);
        Carts.append(connection, "cart-1", Carts.added(1));
        connection.commit();

        assertThat(snapshots.load(connection, "cart-1"))
                .as("a row that is there already is no error: an error would end the transaction")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @Test
    @Order(6)
    @DisplayName("versions and intervals may be higher than an int can count")
    void longStreams(Connection connection) throws SQLException {
        execute(connection, """
                insert into streams (stream_id, version) values ('cart-1', 3000000001);
                insert into events (stream_id, version, event_id, type, data)
                values ('cart-1', 3000000001, gen_random_uuid(), 'Confirmed', '{"confirmedAt": "2026-01-05T12:00:00Z"}');
                """);
        Snapshots<ShoppingCart, ShoppingCartEvent> everyThreeBillion = Carts.snapshotsEvery(3_000_000_000L);

        everyThreeBillion.save(connection, "cart-1", new Aggregate<>(ShoppingCart.initial(), 1_000_000_000L),
                new Aggregate<>(ShoppingCart.initial(), 2_999_999_999L));
        assertThat(Carts.snapshotsIn(connection)).as("one event is missing to three billion: none is due").isZero();

        everyThreeBillion.save(connection, "cart-1", new Aggregate<>(ShoppingCart.initial(), 2_999_999_999L),
                new Aggregate<>(ShoppingCart.initial(), 3_000_000_001L));
        assertThat(Carts.snapshotsIn(connection)).as("three billion and one: one is due").isEqualTo(1);
    }

    @Test
    @Order(7)
    @DisplayName("a tail of 1,500 events is read whole: so long is it before the first snapshot of a new release")
    void longTails(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(1_500));

        assertThat(snapshots.load(connection, "cart-1")).as("the cart that all events come to")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
        assertThat(snapshots.atVersion(connection, "cart-1", 1_400).version())
                .as("the cart as it was a hundred events ago").isEqualTo(1_400);
    }

    @Test
    @Order(8)
    @DisplayName("a stream's snapshots are found by an index, not by looking through those of all streams")
    void foundByAnIndex(Connection connection) throws SQLException {
        Carts.snapshotsIn(connection);
        execute(connection, """
                insert into streams (stream_id, version) select 'cart-of-' || n, 1 from generate_series(1, 5000) n;
                insert into events (stream_id, version, event_id, type, data)
                select 'cart-of-' || n, 1, gen_random_uuid(), 'Opened', '{}' from generate_series(1, 5000) n;
                insert into snapshots (stream_id, schema_version, version, state)
                select 'cart-of-' || n, 1, 1, '{}' from generate_series(1, 5000) n;
                analyze snapshots;
                """);

        assertThat(plan(connection, "select state from snapshots where stream_id = 'cart-of-7' and schema_version = 1"))
                .as("PostgreSQL's plan for: the snapshots of one stream, of 5,000").doesNotContain("Seq Scan");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String plan(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("explain " + query)) {
            StringBuilder plan = new StringBuilder();
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    @Test
    @Order(9)
    @DisplayName("a snapshot that is JSON's null is not believed")
    void notBelieved(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(15));
        Carts.givenSnapshot(connection, "cart-1", 10, 1, null);

        assertThat(snapshots.load(connection, "cart-1")).as("a snapshot that is null is no cart: ask the events")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
    }

    @Test
    @Order(10)
    @DisplayName("a long history of two releases comes out as the events say, whoever has kept a snapshot")
    void longHistory(Connection connection) throws Exception {
        Duel.of(new SnapshotHistory(connection));
    }

    @ParameterizedTest(name = "release {0} as the last to append")
    @ValueSource(ints = {1, 2})
    @Order(11)
    @DisplayName("each of two releases keeps snapshots of its own, also at the same version")
    void eachItsOwn(int last, Wire wire) throws Exception {
        Connection connection = wire.connection();
        Release first = Release.first(4);
        Release second = Release.second(4);
        List<Release> inTurn = last == 2 ? List.of(first, second) : List.of(second, first);

        for (ShoppingCartEvent event : Carts.filled(9)) {
            Aggregate<ShoppingCart> one = inTurn.get(0).snapshots().load(connection, "cart-1");
            Aggregate<ShoppingCart> other = inTurn.get(1).snapshots().load(connection, "cart-1");
            Carts.append(connection, "cart-1", List.of(event));
            inTurn.get(0).save(connection, "cart-1", one, List.of(event));
            inTurn.get(1).save(connection, "cart-1", other, List.of(event));
        }

        for (Release release : inTurn) {
            Wire.Traffic traffic = wire.during(c -> release.snapshots().load(c, "cart-1"));
            assertThat(traffic.rows())
                    .as("rows read: of nine events a snapshot has eight, whatever the other release has kept")
                    .isLessThanOrEqualTo(4);
            assertThat(release.snapshots().load(connection, "cart-1")).as("what this release makes of the events")
                    .isEqualTo(release.fold(Carts.filled(9)));
        }
    }

    @Test
    @Order(12)
    @DisplayName("an error of the database is told: it does not mean that there is no snapshot")
    void databaseFails(Connection connection) throws SQLException {
        Carts.append(connection, "cart-1", Carts.filled(3));
        assertThat(snapshots.load(connection, "cart-1")).as("while the table is there")
                .isEqualTo(Carts.allOf(connection, "cart-1"));
        execute(connection, "alter table snapshots rename to snapshots_elsewhere");

        assertThat(catchThrowable(() -> snapshots.load(connection, "cart-1")))
                .as("the table of snapshots is not there: whoever passes over it has slow loads, and never knows why")
                .isInstanceOf(SQLException.class);
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select clock_timestamp()");
             ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
