package workbook.coach.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Query;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import workbook.coach.UserException;
import workbook.testing.database.Neighbours;
import workbook.testing.postgres.Postgres;

/**
 * A learner's own query on the store, as a table. It is one statement in a transaction that can only read and never commits, and
 * it does not see {@link Neighbours} to which nothing has happened.
 */
public final class StoreQuery {

    private static final String LIMIT = "-c statement_timeout=10s";
    /** Once it has asked anything, a transaction can't be made one that writes. */
    private static final String ONLY_READ = "begin read only; select 1";

    private static final Pattern BLANK = Pattern.compile("(\\s|--[^\n]*+|/\\*([^*]|\\*(?!/))*+\\*/)*+");
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final int QUOTED = 23;

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
     * @throws UserException when it is more than one, or when PostgreSQL refuses it, with its words and the place
     */
    public String table(String sql, boolean whole) {
        PGSimpleDataSource source = postgres.database(database);
        source.setOptions(LIMIT);
        source.setPreferQueryMode(PreferQueryMode.EXTENDED);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            refuseMoreThanOne(connection, sql);
            String headline = withoutNeighbours(statement);
            statement.execute(ONLY_READ);
            if (!statement.execute(sql)) {
                return headline + "  (it returns no rows)\n";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return headline + new QueryTable(whole).of(rows);
            }
        } catch (SQLException e) {
            if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw new UserException(
                        "The last test's database, " + database + ", is gone: ./workbook run makes a new one.");
            }
            throw new UserException(inWords(e, sql));
        }
    }

    private static void refuseMoreThanOne(Connection connection, String sql) throws SQLException {
        Query[] statements = connection
                .unwrap(BaseConnection.class)
                .createQuery(sql, true, false)
                .query
                .getSubqueries();
        long count = statements == null
                ? 1
                : Stream.of(statements)
                        .filter(each -> !BLANK.matcher(each.getNativeSql()).matches())
                        .count();
        if (count > 1) {
            throw new UserException("./workbook sql runs one statement, which can only read, and these are " + count
                    + ". Nothing was run.");
        }
    }

    /** @return what has happened to them, as a line; empty when nothing has */
    private static String withoutNeighbours(Statement statement) throws SQLException {
        Neighbours neighbours = Neighbours.in(statement);
        String headline = neighbours
                .whatHappened(statement)
                .map(sentence -> sentence + "\n")
                .orElse("");
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
        if (position < 1 || position > sql.codePointCount(0, sql.length())) {
            return "";
        }
        String rest = oneLine(sql.substring(sql.offsetByCodePoints(0, position - 1)));
        return " at character " + position + ", '" + Columns.cut(rest, QUOTED) + "'";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
