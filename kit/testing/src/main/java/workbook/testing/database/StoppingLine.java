package workbook.testing.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Finds the line of a script at which PostgreSQL stopped. A syntax error has a position; a table that exists already, for
 * example, has none: then the statements are tried one by one, in a transaction that is rolled back.
 */
final class StoppingLine {

    private static final String STOPPED_FROM_OUTSIDE = "57"; // a time limit, a shutdown: trying again is no use

    private StoppingLine() {}

    /**
     * @param connection in autocommit, with {@code preferQueryMode=simple}, on which nothing of the script was left behind
     * @return the line, from 1
     */
    static int of(String script, PSQLException refused, Connection connection) {
        ServerErrorMessage error = refused.getServerErrorMessage();
        if (error != null && error.getPosition() > 0) {
            return lineAt(script, error.getPosition() - 1);
        }
        if (error == null || error.getSQLState().startsWith(STOPPED_FROM_OUTSIDE)) {
            return 1;
        }
        try {
            return lineAt(script, beginningOfRefused(script, connection));
        } catch (SQLException e) {
            return 1;
        }
    }

    private static int beginningOfRefused(String script, Connection connection) throws SQLException {
        List<NativeQuery> statements = Parser.parseJdbcSql(script, true, false, true, false, false);
        connection.setAutoCommit(false);
        int beginning = 0;
        try (Statement statement = connection.createStatement()) {
            for (NativeQuery query : statements) {
                beginning = Math.max(beginning, script.indexOf(query.nativeSql, beginning));
                statement.execute(query.nativeSql);
                beginning += query.nativeSql.length();
            }
            return 0;
        } catch (PSQLException e) {
            return afterComments(script, beginning);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static int afterComments(String script, int from) {
        int beginning = from;
        for (String line : script.substring(from).lines().toList()) {
            if (!line.isBlank() && !line.stripLeading().startsWith("--")) {
                break;
            }
            beginning += line.length() + 1;
        }
        return beginning;
    }

    /** The end of the script counts as its last line that says something. */
    private static int lineAt(String script, int offset) {
        int end = Math.min(offset, script.stripTrailing().length());
        return (int) script.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    }
}
