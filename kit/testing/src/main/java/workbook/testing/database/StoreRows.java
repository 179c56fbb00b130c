package workbook.testing.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows of {@code streams} and {@code events}, and of what other tables a module has, as a failing test left them. It
 * travels with the failure as a suppressed throwable, so that Maven, an IDE and the coach all show it. {@link Neighbours} are
 * left out as long as nothing has happened to them.
 */
public final class StoreRows extends Throwable {

    /** Rows of a table that are shown at most. */
    public static final int MOST = 20;

    private static final String OTHERS = "select oid::regclass::text from pg_class where relkind = 'r'"
            + " and relnamespace = current_schema()::regnamespace and relname not in ('streams', 'events') order by 1";
    private static final Set<String> NO_SUCH_TABLE_OR_COLUMN = Set.of("42P01", "42703");

    private final String database;

    private StoreRows(String text, String database) {
        super(text, null, false, false);
        this.database = database;
    }

    /** The database that holds the rows. It stays until the module's next run. */
    public String database() {
        return database;
    }

    /** Reads the tables, on a connection of its own. What can't be read is said in the text. */
    public static StoreRows of(TestDatabase database) {
        StringBuilder text = new StringBuilder("the store as this test left it (database " + database.name() + "):\n");
        try (Connection connection = database.settings().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            Neighbours neighbours = Neighbours.in(statement);
            neighbours.whatHappened(statement).ifPresent(sentence -> text.append(sentence)
                    .append('\n'));
            text.append(Strips.of(statement, neighbours));
            text.append(table(statement, "streams", neighbours.without("streams", "stream_id")))
                    .append(table(statement, "events", neighbours.without("events", "stream_id, version")));
            for (String other : names(statement)) {
                text.append(table(statement, other, neighbours.without(other, "1")));
            }
        } catch (SQLException e) {
            text.append("can't be read: ").append(e.getMessage());
        }
        return new StoreRows(text.toString().stripTrailing(), database.name());
    }

    @Override
    public String toString() {
        return getMessage();
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(OTHERS)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String table(Statement statement, String name, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query + " limit " + (MOST + 1))) {
            return name + "\n" + new ResultTable(MOST).of(rows);
        } catch (SQLException e) {
            if (NO_SUCH_TABLE_OR_COLUMN.contains(e.getSQLState())) {
                return name + ": "
                        + e.getMessage().lines().findFirst().orElse("").replace("ERROR: ", "") + "\n";
            }
            throw e;
        }
    }
}
