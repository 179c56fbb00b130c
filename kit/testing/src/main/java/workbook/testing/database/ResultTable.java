package workbook.testing.database;

import com.github.freva.asciitable.AsciiTable;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query as a table in plain text, each row meant to fit a screen. */
final class ResultTable {

    private static final int WIDEST = 34;

    private final int most;

    /** @param most rows that are shown at most; that there are more is said */
    ResultTable(int most) {
        this.most = most;
    }

    /** Reads the rows from where the cursor is; the text ends with a line end. */
    String of(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        String[] head = new String[columns.getColumnCount()];
        for (int i = 0; i < head.length; i++) {
            head[i] = columns.getColumnLabel(i + 1);
        }
        List<String[]> body = new ArrayList<>();
        boolean more = false;
        while (rows.next()) {
            if (body.size() == most) {
                more = true;
                break;
            }
            String[] line = new String[head.length];
            for (int i = 0; i < head.length; i++) {
                line[i] = shown(columns.getColumnTypeName(i + 1), rows.getString(i + 1));
            }
            body.add(line);
        }
        if (body.isEmpty()) {
            return "  (no rows)\n";
        }
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, head, null, body.toArray(String[][]::new))
                + "\n" + (more ? "  (and more)\n" : "");
    }

    /** A value as a cell shows it: by its type, and cut when it is long. */
    static String shown(String type, String value) {
        String shown = ShortValue.of(type, value);
        return shown.length() <= WIDEST ? shown : shown.substring(0, WIDEST - 3) + "...";
    }
}
