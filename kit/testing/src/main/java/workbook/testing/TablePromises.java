package workbook.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks tables what they promise: they are offered what keeps a promise and what breaks it. What stands behind a promise (a
 * key, an index, a domain, a trigger) is the table's own business; the catalog is asked only where no row can tell.
 *
 * <pre>{@code
 * TablePromises promises = new TablePromises(connection, "01-tables", Map.of("streams", 1, "events", 2));
 * OfferedRow cart = promises.row("streams").with("stream_id", "'cart-1'").with("version", "1");
 * cart.isTaken("a stream has a row in streams");
 * cart.with("version", "2").isRefused("and never a second one");
 * }</pre>
 */
public final class TablePromises {

    private static final Set<String> NO_SUCH_TABLE_OR_COLUMN = Set.of("42P01", "42703");

    private final Connection connection;
    private final String module;
    private final Map<String, Integer> tasks;

    /**
     * @param connection in autocommit
     * @param module     whose script makes the tables, such as {@code 01-tables}
     * @param tasks      the tables, and the task that asks for each: a table that is missing is still to be written
     */
    public TablePromises(Connection connection, String module, Map<String, Integer> tasks) {
        this.connection = connection;
        this.module = module;
        this.tasks = tasks;
    }

    /** A row of a table, to be filled and offered. */
    public OfferedRow row(String table) {
        return new OfferedRow(this, table, Map.of());
    }

    /** Asserts that a statement goes through. */
    public void take(String why, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw failure(
                    refused,
                    sql,
                    why + "\n  but PostgreSQL refused this: " + sql.strip() + "\n  with: " + refused.getMessage());
        }
    }

    /** Asserts that a statement is refused, by itself and not only when it is committed. */
    public void refuse(String why, String sql) {
        String what = inTransaction(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException refused) {
                if (NO_SUCH_TABLE_OR_COLUMN.contains(refused.getSQLState())) {
                    throw failure(refused, sql, "");
                }
                return null;
            }
            return commits() ? "took this" : "refused this only when it was committed";
        });
        if (what != null) {
            throw new AssertionError(why + "\n  but PostgreSQL " + what + ": " + sql.strip());
        }
    }

    /** Reads the one value that a query gives, as text. */
    public String read(String why, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "no row";
        } catch (SQLException refused) {
            throw failure(
                    refused,
                    query,
                    why + "\n  but PostgreSQL can't answer this: " + query.strip() + "\n  and says: "
                            + refused.getMessage());
        }
    }

    /**
     * Asserts that the type of a column has room for a value. It is asked of the type, and no row is inserted: so a table that
     * takes versions without gaps only can be asked about a large one.
     *
     * @param value in SQL, with its type where that is neither a number nor text
     */
    public void hasRoom(String table, String column, String value, String why) {
        String type = read(
                why,
                """
                select format_type(atttypid, atttypmod) from pg_attribute where attrelid = '%s'::regclass and attname = '%s'"""
                        .formatted(table, column));
        String kept = read(why, "select to_jsonb(cast(%s as %s)) = to_jsonb(%1$s)".formatted(value, type));
        if (!kept.equals("t")) {
            throw new AssertionError(why + "\n  but the type of " + table + "." + column + " is " + type
                    + ", which makes something else of " + value);
        }
    }

    /** Asserts that what is in a table, and in its partitions, is still there after a crash of the server. */
    public void survivesACrash(String table, String why) {
        String lost = read(
                why,
                """
                select string_agg(relname, ', ') from pg_class where relpersistence <> 'p'
                   and (oid = '%s'::regclass or oid in (select relid from pg_partition_tree('%1$s')))"""
                        .formatted(table));
        if (lost != null) {
            throw new AssertionError(
                    why + "\n  but PostgreSQL empties this after a crash, for it is not logged: " + lost);
        }
    }

    /** Asserts that this goes through, and undoes it. */
    void takeForAMoment(String why, String sql) {
        inTransaction(() -> {
            take(why, sql);
            return null;
        });
    }

    private boolean commits() {
        try {
            connection.commit();
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Some statements, of which nothing stays unless they commit. */
    private <T> T inTransaction(Supplier<T> work) {
        try {
            connection.setAutoCommit(false);
            try {
                return work.get();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the connection has failed: " + e.getMessage(), e);
        }
    }

    /** What to throw for an error: the word that something is still to be written, or the failure that the test means. */
    private AssertionError failure(SQLException refused, String sql, String otherwise) {
        if (!NO_SUCH_TABLE_OR_COLUMN.contains(refused.getSQLState())) {
            return new AssertionError(otherwise, refused);
        }
        String task = tasks.keySet().stream()
                .filter(sql::contains)
                .findFirst()
                .map(table -> ", task " + tasks.get(table))
                .orElse("");
        return new AssertionError(
                module + task + ": "
                        + refused.getMessage().lines().findFirst().orElse("").replace("ERROR: ", "")
                        + " (write it in exercises/"
                        + module + "/sql/" + module + ".sql)",
                refused);
    }
}
