package eventstore.tables;

import eventstore.given.Todo;
import java.sql.Connection;
import java.sql.SQLException;

/** Brings a SQL script into a database. */
public final class SchemaScript {

    private SchemaScript() {}

    /**
     * Runs a script so that it takes effect whole or not at all.
     *
     * <p>In autocommit the script is a transaction of its own, over when this returns. Inside of a transaction it is
     * part of that one, and ending it is the caller's business. Either way the connection goes back as it came.
     *
     * @param connection the caller's connection
     * @param script     statements in SQL, each ended by a semicolon; functions may have more semicolons in them
     * @throws SQLException when the database refuses a statement; inside of a transaction the caller rolls back then
     */
    public static void run(Connection connection, String script) throws SQLException {
        throw new Todo(3, "run the script, whole or not at all");
    }
}
