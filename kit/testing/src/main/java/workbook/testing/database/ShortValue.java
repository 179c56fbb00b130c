package workbook.testing.database;

/** A value as a table shows it that is meant to fit a screen: of ids and times the part that tells them apart. */
public final class ShortValue {

    private ShortValue() {}

    /**
     * Shortens what is long by its type.
     *
     * @param type  PostgreSQL's name of it
     * @param value as text; null for null
     */
    public static String of(String type, String value) {
        if (value == null) {
            return "null";
        }
        if (type.equals("uuid")) {
            return value.substring(0, 8);
        }
        return type.startsWith("timestamp") && value.length() > 23 ? value.substring(11, 23) : value;
    }
}
