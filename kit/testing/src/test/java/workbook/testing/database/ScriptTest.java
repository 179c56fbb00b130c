package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A script that PostgreSQL refuses")
class ScriptTest {

    private Clones clones;
    private TestDatabase database;

    @BeforeEach
    void emptyDatabase() throws SQLException {
        clones = new Clones();
        database = clones.of("clone").create(new Recipe("92-script", List.of(), List.of()));
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
        clones.close();
    }

    @Test
    @DisplayName("is shown with its file, the line, PostgreSQL's words and the line's text")
    void place() {
        ScriptFailedException failed = refusal(
                """
                create table streams (
                    stream_id text,
                    version   biggint
                );
                """);

        assertThat(failed)
                .hasMessage(
                        """
                sql/92-script.sql:3: type "biggint" does not exist
                  version   biggint""");
        assertThat(failed.script()).isEqualTo("92-script.sql");
        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed.getStackTrace()).isEmpty();
    }

    @Test
    @DisplayName("inside of a function's body the line is still the file's")
    void body() {
        ScriptFailedException failed = refusal(
                """
                create table t (id int);

                create function append() returns bigint
                    language plpgsql
                as $$
                begin
                    insert into t values (1);
                    retrun 1;
                end;
                $$;
                """);

        assertThat(failed.line()).isEqualTo(8);
        assertThat(failed).hasMessageContaining("retrun 1;");
    }

    @Test
    @DisplayName("a letter of more than one byte or char before the error does not move the line")
    void otherLetters() {
        ScriptFailedException failed = refusal("-- naïve café 🛒🛒🛒🛒\n-- ☕\nselect nothing;\n");

        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed).hasMessageContaining("select nothing;");
    }

    @Test
    @DisplayName("a script that ends too early is refused at its last line, not after it")
    void endsTooEarly() {
        ScriptFailedException failed = refusal("create table t (\n    id int\n\n\n");

        assertThat(failed)
                .hasMessage(
                        """
                sql/92-script.sql:2: syntax error at end of input
                  id int""");
    }

    @Test
    @DisplayName("an error for which PostgreSQL gives no position has the line at which its statement begins")
    void withoutPosition() {
        ScriptFailedException failed = refusal(
                """
                -- Two tables; the body in between has statements of its own.
                create table streams (id int);

                create function f() returns int language plpgsql as $$ begin perform 1; return 1; end; $$;

                -- The same name again.
                create table streams (
                    id int
                );
                """);

        assertThat(failed)
                .hasMessage(
                        """
                sql/92-script.sql:7: relation "streams" already exists
                  create table streams (""");
    }

    @Test
    @DisplayName("what the script says itself, with detail and hint, is shown too")
    void detailAndHint() {
        ScriptFailedException failed = refusal(
                """
                select 1;
                do $$
                begin
                    raise exception 'task 2 is not done' using errcode = 'TODO2', detail = 'a detail', hint = 'a hint';
                end;
                $$;
                """);

        assertThat(failed)
                .hasMessage(
                        """
                sql/92-script.sql:2: task 2 is not done
                  do $$
                  a detail
                  PostgreSQL's hint: a hint""");
    }

    @Test
    @DisplayName("leaves nothing behind, whatever came before the error, and the connection as it was")
    void wholeOrNothing() throws SQLException {
        refusal("create table first (id int); insert into first values (1); create table first (id int);");

        assertThat(tables()).isEmpty();
        database.run(List.of(new Script("92-script.sql", "create table first (id int);")));
        assertThat(tables()).containsExactly("first");
    }

    @Test
    @DisplayName("stops the ones after it; the ones before it stay")
    void oneAfterTheOther() throws SQLException {
        List<Script> scripts = List.of(
                new Script("90-one.sql", "create table one (id int);"),
                new Script("91-two.sql", "create tabel two (id int);"),
                new Script("92-three.sql", "create table three (id int);"));

        ScriptFailedException failed = catchThrowableOfType(ScriptFailedException.class, () -> database.run(scripts));

        assertThat(failed.script()).isEqualTo("91-two.sql");
        assertThat(tables()).containsExactly("one");
    }

    private ScriptFailedException refusal(String text) {
        ScriptFailedException failed = catchThrowableOfType(
                ScriptFailedException.class, () -> database.run(List.of(new Script("92-script.sql", text))));
        assertThat(failed).as("the script should be refused").isNotNull();
        return failed;
    }

    private List<String> tables() throws SQLException {
        try (Connection connection = database.settings().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select coalesce(array_agg(relname::text order by relname), '{}')"
                                + " from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")) {
            row.next();
            return List.of((String[]) row.getArray(1).getArray());
        }
    }
}
