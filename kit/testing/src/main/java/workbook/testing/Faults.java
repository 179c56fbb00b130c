package workbook.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Things that go wrong in a database and are nobody's conflict: a full disk, too little memory, a commit that fails. */
public final class Faults {

    /** SQLSTATE: no room on the disk. */
    public static final String DISK_FULL = "53100";
    /** SQLSTATE: no memory. */
    public static final String OUT_OF_MEMORY = "53200";
    /** SQLSTATE: somebody has canceled the statement. */
    public static final String QUERY_CANCELED = "57014";
    /** SQLSTATE: there is no such table. */
    public static final String UNDEFINED_TABLE = "42P01";

    private Faults() {}

    /**
     * From now on whoever writes a row of a table is told of an error.
     *
     * @param writes such as {@code insert} or {@code insert or update}
     * @param state  the error's SQLSTATE
     */
    public static void onWrite(Connection connection, String table, String writes, String state) throws SQLException {
        execute(
                connection,
                raising(state, table) + "create trigger fails before " + writes + " on " + table
                        + " for each row execute function fails()");
    }

    /** The same, but the error comes when the transaction commits. */
    public static void onCommit(Connection connection, String table, String writes, String state) throws SQLException {
        execute(
                connection,
                raising(state, table) + "create constraint trigger fails after " + writes + " on " + table
                        + " deferrable initially deferred for each row execute function fails()");
    }

    private static String raising(String state, String table) {
        return """
                create or replace function fails() returns trigger language plpgsql as $$
                begin
                    raise exception 'something is wrong with the server' using errcode = '%s';
                end;
                $$;
                drop trigger if exists fails on %s;
                """
                .formatted(state, table);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
