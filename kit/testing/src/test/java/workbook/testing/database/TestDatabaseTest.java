package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workbook.testing.database.Clones.execute;
import static workbook.testing.database.Clones.number;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.testing.Eventually;

@DisplayName("A test's database, given to one test after the other,")
@Timeout(60)
class TestDatabaseTest {

    private static final List<Script> OWN = List.of(
            new Script(
                    "92-own.sql",
                    """
            create table free (id bigint generated always as identity);
            create table guarded (id int);
            create function refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
            create trigger append_only before delete on guarded for each row execute function refuse();
            """));

    private final Clones clones = new Clones();
    private TestDatabase database;

    @BeforeEach
    void make() throws SQLException {
        database = clones.of("a").create(new Recipe("92-own", List.of(), OWN));
        database.run();
    }

    @AfterEach
    void drop() throws SQLException {
        database.disconnect();
        clones.close();
    }

    @Test
    @DisplayName("takes its connections back: who kept one can do nothing with it any more")
    void takenBack() throws SQLException {
        Connection kept = database.getConnection();
        Statement statement = kept.createStatement();

        database.close();

        assertThat(kept.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.execute("insert into free default values"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(kept::createStatement).isInstanceOf(SQLException.class);
    }

    @Test
    @DisplayName("lends the same connection again, as new: no transaction, lock, setting, channel or table is left")
    void asNew() throws SQLException {
        Connection first = database.getConnection();
        long pid = number(first, "select pg_backend_pid()");
        execute(first, "set application_name = 'mine'; create temp table mine (id int); listen mine");
        execute(first, "select pg_advisory_lock(7)");
        first.setAutoCommit(false);
        execute(first, "insert into free default values");
        database.close();

        assertThat(database.restore()).isTrue();

        Connection next = database.getConnection();
        assertThat(number(next, "select pg_backend_pid()")).isEqualTo(pid);
        assertThat(next.getAutoCommit()).isTrue();
        assertThat(number(next, "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"))
                .isZero();
        assertThat(number(next, "select count(*) from pg_listening_channels()")).isZero();
        assertThat(number(next, "select count(*) from pg_class where relname = 'mine'"))
                .isZero();
        assertThat(number(next, "select (current_setting('application_name') = 'mine')::int"))
                .isZero();
        assertThat(number(next, "select count(*) from free")).isZero();
        assertThat(number(next, "insert into free default values returning id")).isEqualTo(1);
    }

    @Test
    @DisplayName("cuts a connection that is at work, and does not lend it again")
    void atWork() throws Exception {
        Connection busy = database.getConnection();
        long pid = number(busy, "select pg_backend_pid()");
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> sleepOn(busy));
        Connection observer = database.getConnection();
        Eventually.holds(
                "it is at work",
                () -> number(
                                observer,
                                "select count(*) from pg_stat_activity where pid = " + pid
                                        + " and wait_event = 'PgSleep'")
                        == 1);

        database.close();

        assertThat(work).failsWithin(Duration.ofSeconds(30));
        assertThat(database.restore()).isTrue();
        assertThat(number(database.getConnection(), "select pg_backend_pid()")).isNotEqualTo(pid);
        assertThat(number(database.getConnection(), "select pg_backend_pid()")).isNotEqualTo(pid);
    }

    @Test
    @DisplayName("ends a connection that a test has opened by itself")
    void strangers() throws SQLException {
        try (Connection stranger = database.settings().getConnection()) {
            stranger.setAutoCommit(false);
            execute(stranger, "insert into free default values");

            assertThat(database.restore()).isTrue();

            assertThat(stranger.isValid(5)).isFalse();
        }
    }

    @Test
    @DisplayName("loses its rows though a trigger forbids to delete them, and though there are many")
    void rowsThatAreNotDeleted() throws SQLException {
        execute(database.getConnection(), "insert into guarded values (1)");
        execute(database.getConnection(), "insert into free select from generate_series(1, 20000)");
        database.close();

        assertThat(database.restore()).isTrue();

        assertThat(number(database.getConnection(), "select count(*) from guarded"))
                .isZero();
        assertThat(number(database.getConnection(), "select pg_relation_size('free')"))
                .as("truncated")
                .isZero();
        assertThat(database.restore()).as("the next test has changed nothing").isTrue();
    }

    @Test
    @DisplayName("can't be used again when a test has put another function in the place of one")
    void altered() throws SQLException {
        execute(
                database.getConnection(),
                "create or replace function refuse() returns trigger language plpgsql as $$ begin return old; end $$");
        database.close();

        assertThat(database.restore()).isFalse();
    }

    private static void sleepOn(Connection connection) {
        try {
            execute(connection, "select pg_sleep(60)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
