package eventstore.projections;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Given. Statements in one line. */
public final class Sql {

    private Sql() {}

    /**
     * Runs a statement that changes rows.
     *
     * @param arguments one for each {@code ?}, in order
     * @return how many rows it changed
     */
    public static int run(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Runs a query.
     *
     * @param arguments one for each {@code ?}, in order
     * @return its first column, as text, in the order in which the query gives it
     */
    public static List<String> texts(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement query = prepare(connection, sql, arguments);
                ResultSet row = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
