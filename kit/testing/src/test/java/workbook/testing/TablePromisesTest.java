package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EventStoreTest("90-cart")
@DisplayName("A table is asked what it promises:")
class TablePromisesTest {

    private TablePromises promises;
    private OfferedRow shelf;

    @BeforeEach
    void shelf(Connection connection) {
        promises = new TablePromises(connection, "90-cart", Map.of("shelf", 3));
        shelf = promises.row("shelf")
                .with("name", "'poetry'")
                .with("books", "2")
                .with("labels", "jsonb '{\"a\": 1.50}'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table shelf (name text primary key, books bigint, labels jsonb)",
                "create table shelf (name text primary key, books numeric, labels json)",
                "create table shelf (name text, books text, labels text)",
                "create domain title as text check (value <> ''); create table shelf (name title, books int, labels"
                        + " jsonb)",
                "create table shelf (name text, books int, labels jsonb, id int generated always as identity)",
                "create table all_shelves (name text, books int, labels jsonb); create view shelf as table all_shelves",
            })
    @DisplayName("a row is taken when it is there as it was offered, whatever stands behind it")
    void taken(String table) {
        promises.take("a table", table);

        shelf.isTaken("a shelf of poetry");
        shelf.with("name", "'Poetry '").isTaken("another one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        create table shelf (name text primary key, books int check (books < 2), labels jsonb)    | refused this: insert into shelf
        create table shelf (name char(9), books int, labels jsonb)                               | most like it, name is poetry
        create table shelf (name text, books int generated always as (1) stored, labels jsonb)   | refused this: insert into shelf
        create table shelf (name text, books numeric(3, 1), labels jsonb)                        | most like it, books is 2.0
        create table shelf (name text, books int, labels jsonb); \
            create rule none as on insert to shelf do instead nothing                            | no such row: it is empty
        create table shelf (name text, books int, labels jsonb); \
            create rule other as on insert to shelf do also update shelf set labels = null       | most like it, labels is null
        """)
    @DisplayName("a row is not taken when it is refused, when it vanishes, and when something else is made of it")
    void notTaken(String table, String words) {
        promises.take("a table", table);

        assertThatThrownBy(() -> shelf.isTaken("a shelf of poetry"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a shelf of poetry\n")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary key (name)", "exclude using btree (name with =)"})
    @DisplayName("a second row is refused at once")
    void refused(String key) {
        promises.take("a table", "create table shelf (name text, books int, labels jsonb, " + key + ")");
        shelf.isTaken("a shelf of poetry");

        shelf.isRefused("there is one");
        shelf.with("books", "3").isRefused("whatever is on it");
        assertThat(promises.read("rows", "select count(*) from shelf"))
                .as("a refused row leaves nothing")
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        create table shelf (name text, books int, labels jsonb, unique (name) deferrable initially deferred) | only when it was
        create table shelf (name text, books int, labels jsonb, unique (name, books))                        | took this: insert
        """)
    @DisplayName("a second row that is refused at the commit only, or not at all, is named")
    void notRefused(String table, String words) {
        promises.take("a table", table);
        shelf.isTaken("a shelf of poetry");

        assertThatThrownBy(() -> shelf.with("books", "3").isRefused("there is one"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("there is one\n")
                .hasMessageContaining(words);
    }

    @Test
    @DisplayName("a column that must not be null takes what it needs, refuses null, and nothing stays")
    void needs() {
        promises.take(
                "a table",
                "create domain count as int not null; "
                        + "create table shelf (name text not null, books count, labels jsonb)");

        shelf.needs("name", "every shelf has a name");
        shelf.needs("books", "every shelf has a number of books");
        assertThatThrownBy(() -> shelf.needs("labels", "every shelf has labels"))
                .hasMessageContaining("took this");
        assertThatThrownBy(() -> shelf.with("books", "'many'").needs("name", "every shelf has a name"))
                .as("a row that is refused for another reason proves nothing")
                .hasMessageContaining("refused this");
        assertThat(promises.read("rows", "select string_agg(coalesce(labels::text, 'no labels'), ', ') from shelf"))
                .as("only what was taken by mistake")
                .isEqualTo("no labels");
    }

    @ParameterizedTest
    @CsvSource({
        "bigint, 9007199254740993, true", "numeric, 9007199254740993, true", "real, 9007199254740993, false",
        "integer, 9007199254740993, false", "varchar(20), 'repeat(''x'', 300)', false",
                "text, 'repeat(''x'', 300)', true",
        "name, 'repeat(''x'', 300)', false", "timestamptz(3), timestamptz '2026-01-01 00:00:00.000001Z', false"
    })
    @DisplayName("a type has room for a value, or it has not")
    void room(String type, String value, boolean has) {
        promises.take("a table", "create table shelf (it " + type + ")");

        if (has) {
            promises.hasRoom("shelf", "it", value, "it fits");
        } else {
            assertThatThrownBy(() -> promises.hasRoom("shelf", "it", value, "it fits"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("it fits\n");
        }
    }

    @Test
    @DisplayName("what is not logged does not survive a crash, be it a table or a partition")
    void logged() {
        promises.take(
                "tables",
                """
                create table shelf (name text) partition by list (name);
                create table poetry partition of shelf for values in ('poetry');
                create unlogged table lamp (name text)""");

        assertThatCode(() -> promises.survivesACrash("shelf", "books stay")).doesNotThrowAnyException();
        assertThatThrownBy(() -> promises.survivesACrash("lamp", "lamps stay"))
                .hasMessageContaining("not logged: lamp");
        promises.take("another", "create unlogged table novels partition of shelf for values in ('novels')");
        assertThatThrownBy(() -> promises.survivesACrash("shelf", "books stay"))
                .hasMessageContaining("not logged: novels");
    }

    @Test
    @DisplayName("a table or column that is missing is still to be written, in its task")
    void missing() {
        assertThatThrownBy(() -> shelf.isTaken("a shelf"))
                .hasMessage("90-cart, task 3: relation \"shelf\" does not exist (write it in"
                        + " exercises/90-cart/sql/90-cart.sql)");
        assertThatThrownBy(() -> shelf.isRefused("a shelf")).hasMessageStartingWith("90-cart, task 3: relation");
        promises.take("a table", "create table shelf (name text)");
        assertThatThrownBy(() -> shelf.isRefused("a shelf"))
                .hasMessageStartingWith("90-cart, task 3: column \"books\"");
        assertThatThrownBy(() -> promises.hasRoom("lamp", "it", "1", "it fits"))
                .hasMessageStartingWith("90-cart: relation");
    }

    @Test
    @DisplayName("the connection comes back in autocommit, whatever was asked")
    void connection(Connection connection) throws SQLException {
        TablePromises asked = new TablePromises(connection, "90-cart", Map.of());

        asked.refuse("nonsense", "selekt");
        assertThatThrownBy(() -> asked.refuse("sense", "select 1")).isInstanceOf(AssertionError.class);

        assertThat(connection.getAutoCommit()).isTrue();
    }
}
