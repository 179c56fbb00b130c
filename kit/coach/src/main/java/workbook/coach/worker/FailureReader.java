package workbook.coach.worker;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import workbook.coach.worker.Failure.Frame;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.Failure.SqlError;
import workbook.testing.database.ScriptFailedException;
import workbook.testing.database.StoreRows;
import workbook.testing.postgres.PostgresUnavailableException;

/** Reads a throwable: what kind of failure it is, where it came from, and what a learner needs of it. */
final class FailureReader {

    /** How a Todo speaks, in Java and in SQL; found in the message of an assertion that met one, too. */
    private static final Pattern TODO = Pattern.compile("TODO (?:\\d\\d-[a-z-]+, )?task \\d+: [^\\n]*");

    private static final String QUERY_CANCELED = "57014";

    private final URLClassLoader code;

    /** @param code loads the module's own code: only its frames are shown */
    FailureReader(URLClassLoader code) {
        this.code = code;
    }

    Failure read(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : thrown.getMessage().strip();
        Matcher todo = TODO.matcher(allMessages(thrown));
        boolean isTodo = todo.find();
        return new Failure(
                isTodo ? Kind.TODO : kind(thrown),
                thrown.getClass().getSimpleName(),
                isTodo ? todo.group() : message,
                frames(thrown),
                sql(thrown),
                rows(thrown),
                trace(thrown));
    }

    private static Kind kind(Throwable thrown) {
        if (thrown instanceof PostgresUnavailableException) {
            return Kind.UNAVAILABLE;
        }
        if (thrown instanceof ScriptFailedException) {
            return Kind.SCRIPT;
        }
        if (thrown instanceof AssertionError) {
            return Kind.ASSERTION;
        }
        if (thrown instanceof TimeoutException
                || thrown instanceof SQLException e && QUERY_CANCELED.equals(e.getSQLState())) {
            return Kind.TIMEOUT;
        }
        return thrown instanceof SQLException ? Kind.SQL : Kind.ERROR;
    }

    private static String allMessages(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    private List<Frame> frames(Throwable thrown) {
        List<Frame> frames = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            List<Frame> own = Arrays.stream(cause.getStackTrace())
                    .filter(this::isOwn)
                    .map(f -> new Frame(f.getClassName(), f.getMethodName(), f.getFileName(), f.getLineNumber()))
                    .toList();
            frames.addAll(0, own);
        }
        return frames;
    }

    private boolean isOwn(StackTraceElement frame) {
        URL place = code.findResource(frame.getClassName().replace('.', '/') + ".class");
        return place != null && !place.getPath().contains("/given/classes/");
    }

    private static SqlError sql(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ScriptFailedException failed) {
                return new SqlError("", failed.script(), failed.line(), "");
            }
            if (cause instanceof PSQLException e) {
                String where = e.getServerErrorMessage() == null
                        ? null
                        : e.getServerErrorMessage().getWhere();
                return new SqlError(String.valueOf(e.getSQLState()), "", 0, where == null ? "" : where);
            }
        }
        return null;
    }

    private static String rows(Throwable thrown) {
        return Arrays.stream(thrown.getSuppressed())
                .filter(StoreRows.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse("");
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
