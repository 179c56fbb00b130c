package workbook.testing.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/**
 * One SQL script of the store.
 *
 * @param name its file name, such as {@code 02-appending.sql}
 * @param text what it says
 */
public record Script(String name, String text) {

    static final String NEIGHBOURS = "neighbours/";

    /** The script whose tables this one fills with {@link Neighbours}, such as {@code 01-tables.sql}; empty for any other. */
    Optional<String> neighboursOf() {
        return name.startsWith(NEIGHBOURS) ? Optional.of(name.substring(NEIGHBOURS.length())) : Optional.empty();
    }

    /**
     * Runs the script, whole or not at all.
     *
     * @param connection in autocommit, with {@code preferQueryMode=simple}: so the server sees the script as it was
     *                   written, and the position of an error is a position in the file
     * @throws ScriptFailedException when the server refuses a statement
     */
    public void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (PSQLException e) {
            throw new ScriptFailedException(this, StoppingLine.of(text, e, connection), e);
        }
    }

    /**
     * Runs the script on a connection as the driver likes to: quicker, and where an error is can't be told.
     *
     * @return false when the server refuses a statement; then nothing of the script has happened
     */
    boolean runsOn(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            return false;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** @return the line's text, without the space around it; empty where there is no such line */
    String line(int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("").strip();
    }
}
