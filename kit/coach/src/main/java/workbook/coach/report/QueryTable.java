package workbook.coach.report;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import workbook.testing.database.ShortValue;

/** The rows of a query as a table in plain text, measured in a terminal's columns. */
final class QueryTable {

    private static final int MOST = 200;
    private static final int WIDEST = 34;
    private static final int WIDEST_WHOLE = 78;

    private final boolean whole;

    /** @param whole whether long values are shown whole; else a row is meant to fit a screen */
    QueryTable(boolean whole) {
        this.whole = whole;
    }

    /** Reads the rows from where the cursor is, up to a limit; the text ends with a line end. */
    String of(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<List<String>> table = new ArrayList<>();
        table.add(head(columns));
        while (rows.next()) {
            if (table.size() > MOST) {
                return drawn(table) + "  (and more)\n";
            }
            table.add(row(columns, rows));
        }
        return table.size() == 1 ? "  (no rows)\n" : drawn(table);
    }

    private static List<String> head(ResultSetMetaData columns) throws SQLException {
        List<String> head = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            head.add(columns.getColumnLabel(i));
        }
        return head;
    }

    private List<String> row(ResultSetMetaData columns, ResultSet rows) throws SQLException {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.add(shown(columns.getColumnTypeName(i), rows.getString(i)));
        }
        return row;
    }

    private String shown(String type, String value) {
        return whole && value != null ? value : Columns.cut(ShortValue.of(type, value), WIDEST);
    }

    private static String drawn(List<List<String>> table) {
        List<List<List<String>>> cells = table.stream()
                .map(row -> row.stream().map(QueryTable::lines).toList())
                .toList();
        int[] widths = new int[table.getFirst().size()];
        for (List<List<String>> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i],
                        row.get(i).stream().mapToInt(Columns::of).max().orElse(0));
            }
        }
        StringBuilder text = new StringBuilder(rule(widths));
        text.append(drawn(cells.getFirst(), widths, false)).append(rule(widths));
        cells.stream().skip(1).forEach(row -> text.append(drawn(row, widths, true)));
        return text.append(rule(widths)).toString();
    }

    private static List<String> lines(String cell) {
        return cell.isEmpty()
                ? List.of("")
                : cell.lines()
                        .flatMap(line -> Columns.fold(line, WIDEST_WHOLE).stream())
                        .toList();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder("+");
        for (int width : widths) {
            rule.append("-".repeat(width + 2)).append('+');
        }
        return rule.append('\n').toString();
    }

    private static String drawn(List<List<String>> row, int[] widths, boolean toTheRight) {
        int height = row.stream().mapToInt(List::size).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < height; line++) {
            text.append('|');
            for (int i = 0; i < widths.length; i++) {
                String cell = line < row.get(i).size() ? row.get(i).get(line) : "";
                String room = " ".repeat(widths[i] - Columns.of(cell));
                text.append(' ').append(toTheRight ? room + cell : cell + room).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
