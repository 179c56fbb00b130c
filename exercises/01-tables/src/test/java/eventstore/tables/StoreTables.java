package eventstore.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Asks the two tables, through SQL, what they take and what they refuse. A table that is missing refuses nothing. */
final class StoreTables {

    private static final Set<String> NO_SUCH_TABLE_OR_COLUMN = Set.of("42P01", "42703");

    private final Connection connection;

    StoreTables(Connection connection) {
        this.connection = connection;
    }

    /** Begins streams, so that a foreign key from events to streams finds them. */
    void streams(String... ids) {
        for (String id : ids) {
            take("a stream begins with a row in streams", "insert into streams (stream_id, version) values ('"
                    + id + "', 1)");
        }
    }

    /** Asserts that a statement goes through. */
    void take(String why, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw missing(sql, refused, new AssertionError(why + "\n  but PostgreSQL refused this: " + sql.strip()
                    + "\n  with: " + refused.getMessage(), refused));
        }
    }

    /** Asserts that the tables refuse a statement: that they are there, and that it is their promise that stops it. */
    void refuse(String why, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            if (NO_SUCH_TABLE_OR_COLUMN.contains(refused.getSQLState())) {
                throw missing(sql, refused, null);
            }
            return;
        }
        throw new AssertionError(why + "\n  but PostgreSQL took this: " + sql.strip());
    }

    /** Reads the one value that a query gives, as text. */
    String read(String why, String query) {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "no row";
        } catch (SQLException refused) {
            throw missing(query, refused, new AssertionError(why + "\n  but PostgreSQL can't answer this: "
                    + query.strip() + "\n  and says: " + refused.getMessage(), refused));
        }
    }

    private static AssertionError missing(String sql, SQLException refused, AssertionError otherwise) {
        if (!NO_SUCH_TABLE_OR_COLUMN.contains(refused.getSQLState())) {
            return otherwise;
        }
        int task = sql.contains("events") ? 2 : 1;
        return new AssertionError("01-tables, task " + task + ": " + refused.getMessage().lines().findFirst().orElse("")
                .replace("ERROR: ", "") + " (write it in exercises/01-tables/sql/01-tables.sql)", refused);
    }
}
