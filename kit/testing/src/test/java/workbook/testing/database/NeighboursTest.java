package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workbook.testing.database.Clones.execute;
import static workbook.testing.database.Clones.number;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The neighbours in a test's database")
@Timeout(120)
class NeighboursTest {

    private static final ClassLoader CLASS_PATH = NeighboursTest.class.getClassLoader();
    private static final Recipe SHOP = Recipe.of(CLASS_PATH, "91-shop");

    private final Clones clones = new Clones();
    private TestDatabase database;

    @BeforeEach
    void shop() throws SQLException {
        database = made(SHOP);
    }

    @AfterEach
    void drop() throws SQLException {
        clones.close();
    }

    @Test
    @DisplayName("follow the scripts whose tables they are in; a module whose own script is the first has none")
    void recipe() {
        assertThat(SHOP.earlier()).extracting(Script::name).containsExactly("90-cart.sql", "neighbours/90-cart.sql");
        assertThat(SHOP.own()).extracting(Script::name).containsExactly("91-shop.sql", "neighbours/91-shop.sql");
        assertThat(SHOP.earlierFingerprint())
                .as("other neighbours make another template")
                .isNotEqualTo(new Recipe("91-shop", SHOP.earlier().subList(0, 1), SHOP.own()).earlierFingerprint());

        Recipe first = Recipe.of(CLASS_PATH, "90-cart");
        assertThat(first.earlier()).isEmpty();
        assertThat(first.own()).extracting(Script::name).containsExactly("90-cart.sql");
    }

    @Test
    @DisplayName("are no trouble to a test that does what it likes with its own rows")
    void untouched() throws SQLException {
        run(
                """
                insert into streams values ('cart-1', 1), ('cart-2', 1);
                insert into events values ('cart-1', 1, 'Opened'), ('cart-2', 1, 'Opened');
                insert into carts values ('cart-1', 1);
                update carts set quantity = 2 where cart_id = 'cart-1';
                delete from events where stream_id = 'cart-2';
                """);

        assertThat(whatHappened()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update streams set version = 9 where stream_id ilike 'cart-1' | the stream 'CART-1'  | 1 row changed in streams
            update streams set version = 9               | the stream 'CART-1' and 1 more        | 1 row changed in streams
            delete from events where stream_id like 'cart-1%'     | the stream 'cart-10'         | 3 rows deleted from events
            insert into events values ('cart-10', 4, 'Added')     | the stream 'cart-10'         | 1 row added to events
            update carts set quantity = 7 where cart_id = 'cart-10'   | the cart 'cart-10'       | 1 row changed in carts
            truncate events                              | the stream 'CART-1' and 1 more        | 2 rows deleted from events
            """)
    @DisplayName("are missed when they were changed, added to or deleted, by the name of the first of them")
    void touched(String sql, String who, String what) throws SQLException {
        run(sql);

        assertThat(whatHappened()).isEqualTo("your code changed " + who + ", which nobody asked it to touch: " + what);
        assertThat(database.restore()).as("goes to another test").isFalse();
    }

    @Test
    @DisplayName("are missed in all tables at once")
    void touchedInTwoTables() throws SQLException {
        run("update streams set version = 4 where stream_id = 'cart-10'; insert into events values ('cart-10', 4,"
                + " 'Added')");

        assertThat(whatHappened()).endsWith(": 1 row changed in streams, 1 row added to events");
    }

    @Test
    @DisplayName("are as they were when what was done to them was never committed")
    void rolledBack() throws SQLException {
        Connection open = database.getConnection();
        open.setAutoCommit(false);
        execute(open, "delete from events");

        assertThat(whatHappened()).isEmpty();
        assertThat(database.restore()).isTrue();
    }

    @Test
    @DisplayName(
            "are as they were when all their rows were written anew, as a rebuild does; the next test finds them too")
    void rebuilt() throws SQLException {
        for (int test = 1; test <= 3; test++) {
            run(
                    """
                    create temp table kept as select cart_id, quantity from carts;
                    delete from carts;
                    insert into carts (cart_id, quantity) select cart_id, quantity from kept;
                    insert into carts (cart_id, quantity) values ('cart-1', 5);
                    """);

            assertThat(whatHappened()).isEmpty();
            assertThat(database.restore()).as("goes to another test").isTrue();
            assertThat(count("carts")).isEqualTo(2);
        }
        run("delete from carts where cart_id = 'CART-1'");
        assertThat(whatHappened()).endsWith(": 1 row deleted from carts");
    }

    @Test
    @DisplayName("are there for the next test, which finds nothing else, and the sequences where they stood")
    void nextTest() throws SQLException {
        for (int test = 1; test <= 2; test++) {
            long position =
                    number(database.getConnection(), "insert into carts values ('cart-1', 1) returning position");
            assertThat(position).isEqualTo(3);
            run("insert into streams values ('cart-1', 1); insert into events values ('cart-1', 1, 'Opened')");
            assertThat(whatHappened()).isEmpty();

            assertThat(database.restore()).isTrue();

            assertThat(List.of(count("streams"), count("events"), count("carts")))
                    .containsExactly(2L, 5L, 2L);
        }
    }

    @Test
    @DisplayName("come back when there were so many rows that all are taken away at once")
    void manyRows() throws SQLException {
        run(
                """
                insert into streams values ('cart-1', 20000);
                insert into events select 'cart-1', n, 'Added' from generate_series(1, 20000) n;
                """);
        assertThat(whatHappened()).isEmpty();

        assertThat(database.restore()).isTrue();

        assertThat(List.of(count("streams"), count("events"))).containsExactly(2L, 5L);
        assertThat(number(database.getConnection(), "select pg_relation_size('events')"))
                .isLessThanOrEqualTo(8192);
        assertThat(whatHappened()).isEmpty();
    }

    @Test
    @DisplayName("keep no test waiting, though it has left a lock on a table")
    void locked() throws SQLException {
        try (Connection stranger = database.settings().getConnection()) {
            stranger.setAutoCommit(false);
            execute(stranger, "lock table events in access exclusive mode");

            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), database::close);
            assertThat(database.happenedToNeighbours())
                    .as("nothing is claimed that can't be seen")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("are no matter in a table that a test has dropped")
    void dropped() throws SQLException {
        run("drop table carts");
        assertThat(whatHappened()).isEmpty();

        run("update streams set version = 9 where stream_id = 'CART-1'");
        assertThat(whatHappened()).contains("the stream 'CART-1'");
    }

    static Stream<Named<String>> designs() {
        String streams = "create table streams (stream_id text primary key, version bigint);";
        String columns = "stream_id text, version bigint, type text, primary key (stream_id, version)";
        String events = "create table events (" + columns + ");";
        return Stream.of(
                Named.of("plain", streams + events),
                Named.of(
                        "a foreign key",
                        streams + events.replace("(stream_id text", "(stream_id text references streams")),
                Named.of(
                        "an identity",
                        streams + events.replace("type text", "type text, id int generated always as identity")),
                Named.of(
                        "a domain",
                        "create domain id_of_stream as text check (value <> '');"
                                + (streams + events).replace("stream_id text", "stream_id id_of_stream")),
                Named.of(
                        "partitions",
                        streams + "create table events (" + columns + ") partition by hash (stream_id);create table"
                                + " events_0 partition of events for values with"
                                + " (modulus 2, remainder 0);create table events_1"
                                + " partition of events for values with (modulus"
                                + " 2, remainder 1);"),
                Named.of(
                        "rows that are never changed",
                        streams + events
                                + """
                        create function never() returns trigger language plpgsql as $$ begin raise 'never'; end $$;
                        create trigger never before update or delete on events for each row execute function never();
                        """),
                Named.of(
                        "no gaps",
                        streams + events
                                + """
                        create function no_gap() returns trigger language plpgsql as $$
                        begin
                            if new.version <> 1 + (select count(*) from events where stream_id = new.stream_id) then
                                raise 'a gap';
                            end if;
                            return new;
                        end $$;
                        create trigger no_gap before insert on events for each row execute function no_gap();
                        """));
    }

    @ParameterizedTest
    @MethodSource("designs")
    @DisplayName("lie in tables of any design, and are there for the next test")
    void anyDesign(String tables) throws SQLException {
        List<Script> scripts =
                List.of(new Script("90-cart.sql", tables), SHOP.earlier().getLast());
        database = made(new Recipe("91-shop", scripts, List.of()));

        for (int test = 1; test <= 3; test++) {
            run("insert into streams values ('cart-1', 1); insert into events values ('cart-1', 1, 'Opened')");
            assertThat(whatHappened()).isEmpty();
            assertThat(database.restore()).as("goes to another test").isTrue();
            assertThat(List.of(count("streams"), count("events"))).containsExactly(2L, 5L);
        }
        run("insert into events values ('cart-10', 4, 'Added')");
        assertThat(whatHappened()).endsWith("1 row added to events");
    }

    @Test
    @DisplayName("that the tables refuse are one sentence, with the module that made these and the server's words")
    void refused() {
        Script narrow =
                new Script("90-cart.sql", SHOP.earlier().getFirst().text().replace("text ", "varchar(6) "));

        assertThatThrownBy(() -> made(
                        new Recipe("91-shop", List.of(narrow, SHOP.earlier().getLast()), SHOP.own())))
                .isInstanceOfSatisfying(ScriptFailedException.class, failed -> {
                    assertThat(failed.script()).isEqualTo("90-cart.sql");
                    assertThat(failed.line()).isZero();
                })
                .hasMessage(
                        "sql/90-cart.sql, of module 90-cart: its tables refuse the other carts that are in every test's"
                                + " store: value too long for type character varying(6)");
    }

    @Test
    @DisplayName("are not all that was there when a script leaves other rows: such a database goes to no other test")
    void otherRows() throws SQLException {
        Script shop =
                new Script("91-shop.sql", SHOP.own().getFirst().text() + "create table offers as select 1 as id;");
        database = made(
                new Recipe("91-shop", SHOP.earlier(), List.of(shop, SHOP.own().getLast())));

        assertThat(database.restore()).isFalse();
    }

    private TestDatabase made(Recipe recipe) throws SQLException {
        TestDatabase made = clones.of("a").create(recipe);
        made.run();
        return made;
    }

    private void run(String sql) throws SQLException {
        execute(database.getConnection(), sql);
    }

    /** What the extension asks when a test is over. */
    private String whatHappened() {
        database.close();
        return database.happenedToNeighbours().orElse("");
    }

    private long count(String table) throws SQLException {
        return number(database.getConnection(), "select count(*) from " + table);
    }
}
