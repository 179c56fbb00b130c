package workbook.coach.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is shown at a time, in parts. One below the other they are read from the first to the last; a wide window has room for two
 * columns, and then some parts stand to the right of the others.
 */
public record Card(List<Part> parts) {

    public static final Card EMPTY = new Card(List.of());

    /**
     * A part, without an empty line before or after it.
     *
     * @param right whether it stands to the right of the others where there are two columns
     */
    public record Part(String text, boolean right) {}

    public Card {
        parts = List.copyOf(parts);
    }

    /** A card of one part. */
    public static Card of(String text) {
        return EMPTY.with(text);
    }

    /** The same with one part more at its end; nothing where that has no text. */
    Card with(String text) {
        return with(new Part(text, false));
    }

    /** The same with one part more, which stands to the right where there are two columns. */
    Card withRight(String text) {
        return with(new Part(text, true));
    }

    private Card with(Part part) {
        if (part.text().isBlank()) {
            return this;
        }
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(Text.withoutMargins(part.text()), part.right()));
        return new Card(more);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** All parts, one below the other; the text ends with a line end. */
    public String whole() {
        return text(part -> true);
    }

    /** The left one of two columns. */
    public String left() {
        return text(Predicate.not(Part::right));
    }

    /** The right one of two columns; empty where nothing stands there. */
    public String right() {
        return text(Part::right);
    }

    private String text(Predicate<Part> which) {
        return parts.stream().filter(which).map(part -> part.text() + "\n").collect(Collectors.joining("\n"));
    }
}
