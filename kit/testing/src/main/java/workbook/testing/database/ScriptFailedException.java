package workbook.testing.database;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A script that PostgreSQL refused. The message has the file, the line and PostgreSQL's own words; there is no stack. Where
 * neighbours are refused, the file is the one that made the tables.
 */
public final class ScriptFailedException extends RuntimeException {

    private final String script;
    private final int line;

    ScriptFailedException(Script script, int line, PSQLException refused) {
        super(message(script, line, refused.getServerErrorMessage(), refused.getMessage()), null, false, false);
        this.script = script.neighboursOf().orElse(script.name());
        this.line = script.neighboursOf().isPresent() ? 0 : line;
    }

    /** The script's file name. */
    public String script() {
        return script;
    }

    /** The line of the script at which PostgreSQL stopped, from 1; 0 where it is the tables that are to blame. */
    public int line() {
        return line;
    }

    private static String message(Script script, int line, ServerErrorMessage error, String otherwise) {
        String said = error == null ? otherwise : error.getMessage();
        StringBuilder text = new StringBuilder(script.neighboursOf()
                .map(tables -> "sql/" + tables + ", of module " + tables.replace(".sql", "")
                        + ": its tables refuse the other carts that are in every test's store: " + said)
                .orElse("sql/" + script.name() + ":" + line + ": " + said + "\n  " + script.line(line)));
        if (error != null && error.getDetail() != null) {
            text.append("\n  ").append(error.getDetail());
        }
        if (error != null && error.getHint() != null) {
            text.append("\n  PostgreSQL's hint: ").append(error.getHint());
        }
        return text.toString();
    }
}
