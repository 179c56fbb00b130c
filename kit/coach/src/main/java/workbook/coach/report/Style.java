package workbook.coach.report;

/**
 * Colour and weight, where the terminal can show them. Nothing is told by colour alone: without it the words say the same.
 */
public enum Style {
    PLAIN,
    COLOURED;

    /**
     * @param terminal whether a person is looking
     * @param noColour the value of {@code NO_COLOR}, null when unset; see no-color.org
     * @param term     the value of {@code TERM}, null when unset
     */
    public static Style of(boolean terminal, String noColour, String term) {
        boolean wanted = noColour == null || noColour.isEmpty();
        return terminal && wanted && !"dumb".equals(term) ? COLOURED : PLAIN;
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    public String red(String text) {
        return styled("31", text);
    }

    public String green(String text) {
        return styled("32", text);
    }

    public String yellow(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
