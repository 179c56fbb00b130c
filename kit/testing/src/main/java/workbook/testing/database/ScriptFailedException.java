package workbook.testing.database;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A script that PostgreSQL refused. The message has the file, the line and PostgreSQL's own words; there is no stack. */
public final class ScriptFailedException extends RuntimeException {

    private final String script;
    private final int line;

    ScriptFailedException(Script script, int line, PSQLException refused) {
        super(message(script, line, refused.getServerErrorMessage(), refused.getMessage()), null, false, false);
        this.script = script.name();
        this.line = line;
    }

    /** The script's file name. */
    public String script() {
        return script;
    }

    /** The line of the script at which PostgreSQL stopped, from 1. */
    public int line() {
        return line;
    }

    private static String message(Script script, int line, ServerErrorMessage error, String otherwise) {
        StringBuilder text = new StringBuilder("sql/" + script.name() + ":" + line + ": "
                + (error == null ? otherwise : error.getMessage()) + "\n  " + script.line(line));
        if (error != null && error.getDetail() != null) {
            text.append("\n  ").append(error.getDetail());
        }
        if (error != null && error.getHint() != null) {
            text.append("\n  PostgreSQL's hint: ").append(error.getHint());
        }
        return text.toString();
    }
}
