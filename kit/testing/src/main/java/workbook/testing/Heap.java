package workbook.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** How rows lie on disk: a query without {@code order by} may give them in that order, or in that of an index. */
public final class Heap {

    private static final String ONLY_THE_HEAP =
            "set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off";

    private Heap() {
    }

    /**
     * Moves some of a stream's events, so that the table does not hold them in the order of their versions, and keeps this
     * session from any plan that would put them in order by the way. A table that refuses any update keeps its events where
     * they are.
     */
    public static void scatter(Connection connection, String streamId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONLY_THE_HEAP);
        }
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try (PreparedStatement move = connection.prepareStatement(
                "update events set type = type where stream_id = ? and version % 2 = 1")) {
            move.setString(1, streamId);
            move.executeUpdate();
        } catch (SQLException refused) {
            if (before != null) {
                connection.rollback(before);
            }
        }
    }
}
