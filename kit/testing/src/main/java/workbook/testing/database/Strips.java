package workbook.testing.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each stream as a strip, {@code cart-1  [1 Opened][2-4 Added] 5 missing [6 Removed]}: what a reader would get, in order, and where
 * a version is missing. What follows each other with the same type shares a box where the strip would be too long.
 */
final class Strips {

    private static final int MOST_STREAMS = 5;
    private static final int MOST_EVENTS = 200;
    private static final int WIDTH = 76;
    private static final String MORE = " ...";

    private Strips() {}

    /** Events that follow each other and share a box; most often it is one. */
    private record Box(long first, long last, String type) {

        boolean isFollowedBy(Box next) {
            return next.type.equals(type) && next.first == last + 1;
        }

        @Override
        public String toString() {
            return "[" + (first == last ? "" : first + "-") + last + " " + type + "]";
        }
    }

    /** Reads the streams; the text has a line for each, and none where there are no such events: the rows say why. */
    static String of(Statement statement, Neighbours neighbours) {
        Map<String, List<Box>> streams = new LinkedHashMap<>();
        String events = "select stream_id, version, type from (" + neighbours.without("events", "stream_id, version")
                + ") as events";
        boolean more = false;
        try (ResultSet row = statement.executeQuery(events + " limit " + (MOST_EVENTS + 1))) {
            for (int count = 0; !more && row.next(); count++) {
                String id = row.getString(1);
                more = count == MOST_EVENTS || streams.size() == MOST_STREAMS && !streams.containsKey(id);
                if (!more) {
                    streams.computeIfAbsent(id, none -> new ArrayList<>())
                            .add(new Box(row.getLong(2), row.getLong(2), row.getString(3)));
                }
            }
        } catch (SQLException e) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        streams.forEach((id, boxes) -> text.append(strip(id, boxes)).append('\n'));
        return text + (more ? "  (and more)\n" : "");
    }

    private static String strip(String id, List<Box> boxes) {
        String start = ResultTable.shown("text", id) + "  ";
        String each = start + drawn(boxes);
        String strip = each.length() <= WIDTH ? each : start + drawn(shared(boxes));
        return strip.length() <= WIDTH ? strip : strip.substring(0, WIDTH - MORE.length()) + MORE;
    }

    private static List<Box> shared(List<Box> boxes) {
        List<Box> shared = new ArrayList<>();
        for (Box box : boxes) {
            if (!shared.isEmpty() && shared.getLast().isFollowedBy(box)) {
                shared.set(shared.size() - 1, new Box(shared.getLast().first(), box.last(), box.type()));
            } else {
                shared.add(box);
            }
        }
        return shared;
    }

    private static String drawn(List<Box> boxes) {
        StringBuilder drawn = new StringBuilder();
        long before = 0;
        for (Box box : boxes) {
            drawn.append(missing(before + 1, box.first() - 1)).append(box);
            before = box.last();
        }
        return drawn.toString();
    }

    private static String missing(long first, long last) {
        return first > last ? "" : " " + (first == last ? "" : first + "-") + last + " missing ";
    }
}
