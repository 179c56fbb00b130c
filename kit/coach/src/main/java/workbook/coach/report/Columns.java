package workbook.coach.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;

/** Text measured in a terminal's columns. What a person sees as one character is never cut. */
final class Columns {

    private static final Pattern CLUSTER = Pattern.compile("\\X", Pattern.DOTALL);
    private static final String MARK = "...";

    private Columns() {}

    /** How many columns a terminal gives a text of one line. */
    static int of(String text) {
        return new AttributedString(text).columnLength();
    }

    /** The text, or as much of it as fits, with a mark. */
    static String cut(String text, int columns) {
        return of(text) <= columns ? text : fold(text, columns - MARK.length()).getFirst() + MARK;
    }

    /** The text in pieces that fit, at least one. */
    static List<String> fold(String text, int columns) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int taken = 0;
        for (String cluster :
                CLUSTER.matcher(text).results().map(MatchResult::group).toList()) {
            int width = of(cluster);
            if (taken + width > columns && !piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
                taken = 0;
            }
            piece.append(cluster);
            taken += width;
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
