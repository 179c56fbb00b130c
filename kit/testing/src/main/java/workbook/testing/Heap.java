package workbook.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Where a stream's rows lie in the table, and what they say of the time. A query without {@code order by} gives rows as they
 * lie, most often in the order in which they were written; so they are moved, and a missing {@code order by} shows.
 */
public final class Heap {

    private Heap() {}

    /**
     * Moves a stream's odd versions behind its even ones, and lets this session read tables as they lie, not by an index. A table
     * that refuses every update stays as it is.
     */
    public static void scatter(Connection connection, String streamId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off");
        }
        tryUpdate(connection, "update events set type = type where stream_id = ? and version % 2 = 1", streamId);
    }

    /**
     * Gives a stream's events times that go back, a microsecond each, as a clock that is set back would. A table that refuses
     * every update stays as it is.
     */
    public static void backInTime(Connection connection, String streamId) throws SQLException {
        tryUpdate(
                connection,
                "update events set recorded_at = timestamptz '2024-02-29 23:59:59.5Z'"
                        + " - version * interval '1 microsecond' where stream_id = ?",
                streamId);
    }

    private static void tryUpdate(Connection connection, String update, String streamId) throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, streamId);
            statement.executeUpdate();
        } catch (SQLException refused) {
            if (before != null) {
                connection.rollback(before);
            }
        }
        if (before != null) {
            connection.releaseSavepoint(before);
        }
    }
}
