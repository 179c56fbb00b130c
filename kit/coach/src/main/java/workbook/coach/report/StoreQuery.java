package workbook.coach.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import workbook.coach.Trouble;
import workbook.testing.database.Neighbours;
import workbook.testing.database.ResultTable;
import workbook.testing.postgres.Postgres;

/**
 * A learner's own query on the store, as a table. It can only read, and it does not see {@link Neighbours} to which nothing has
 * happened.
 */
public final class StoreQuery {

    private static final String LIMIT = "-c statement_timeout=10s";
    private static final String ONLY_READ = "set default_transaction_read_only = on";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final int MOST = 200;
    private static final int QUOTED = 20;

    private final Postgres postgres;
    private final String database;

    public StoreQuery(Postgres postgres, String database) {
        this.postgres = postgres;
        this.database = database;
    }

    /**
     * Runs a statement.
     *
     * @param whole whether long values are shown whole
     * @throws Trouble when PostgreSQL refuses it, with its words and the place
     */
    public String table(String sql, boolean whole) {
        PGSimpleDataSource source = postgres.database(database);
        source.setOptions(LIMIT);
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            String headline = withoutNeighbours(statement);
            statement.execute(ONLY_READ);
            if (!statement.execute(sql)) {
                return headline + "  (it returns no rows)\n";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return headline + new ResultTable(MOST, whole).of(rows);
            }
        } catch (SQLException e) {
            if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw new Trouble("The last test's database, " + database + ", is gone: ./workbook run makes a new one.");
            }
            throw new Trouble(inWords(e, sql));
        }
    }

    /** @return what has happened to them, as a line; empty when nothing has */
    private static String withoutNeighbours(Statement statement) throws SQLException {
        Neighbours neighbours = Neighbours.in(statement);
        String headline = neighbours.whatHappened(statement).map(sentence -> sentence + "\n").orElse("");
        neighbours.hide(statement);
        return headline;
    }

    private static String inWords(SQLException e, String sql) {
        ServerErrorMessage said = e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        if (said == null) {
            return "PostgreSQL can't be asked: " + oneLine(e.getMessage());
        }
        return "PostgreSQL refuses (" + e.getSQLState() + ")" + place(said.getPosition(), sql) + ": "
                + oneLine(said.getMessage()) + (said.getHint() == null ? "" : " Its hint: " + oneLine(said.getHint()));
    }

    /** PostgreSQL counts characters from 1; 0 when it names no place. */
    private static String place(int position, String sql) {
        if (position < 1 || position > sql.length()) {
            return "";
        }
        String rest = oneLine(sql.substring(position - 1));
        return " at character " + position + ", '" + (rest.length() <= QUOTED ? rest : rest.substring(0, QUOTED) + "...") + "'";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
