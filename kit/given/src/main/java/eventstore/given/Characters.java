package eventstore.given;

import java.sql.SQLException;

/** Java's strings hold more than UTF-8 can say, and the driver sends a question mark instead: two texts would become one. */
final class Characters {

    /** The SQLSTATE with which PostgreSQL itself refuses a character. */
    static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

    private static final int SHOWN_BEFORE = 20;

    private Characters() {}

    /**
     * Refuses a text with a NUL, or with half of a surrogate pair.
     *
     * @param name what the text is, for the message
     * @param text may be null, which is for PostgreSQL to refuse
     * @throws SQLException with the SQLSTATE 22021; nothing was sent, so a transaction goes on
     */
    static void check(String name, String text) throws SQLException {
        int length = text == null ? 0 : text.length();
        for (int at = 0; at < length; at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            boolean half = Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
            if (half || character == 0) {
                String before = (at > SHOWN_BEFORE ? "..." : "") + text.substring(Math.max(0, at - SHOWN_BEFORE), at);
                throw new SQLException(
                        "%s has a character that PostgreSQL can't store: '%s\\u%04x', where the last one is %s"
                                .formatted(name, before, character, half ? "half of a surrogate pair" : "NUL"),
                        CHARACTER_NOT_IN_REPERTOIRE);
            }
        }
    }
}
