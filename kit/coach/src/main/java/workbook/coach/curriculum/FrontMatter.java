package workbook.coach.curriculum;

/**
 * A Markdown file that begins with keys and values between two lines of three dashes.
 *
 * @param keys what stands between the dashes
 * @param text what follows them
 */
record FrontMatter<T>(T keys, String text) {

    private static final String FENCE = "---\n";

    /**
     * Reads a file's text.
     *
     * @param markdown with LF line ends
     * @param type     a record of the keys
     * @throws IllegalArgumentException when there is no front matter, or it does not fit
     */
    static <T> FrontMatter<T> of(String markdown, Class<T> type) {
        int end = markdown.indexOf("\n" + FENCE, FENCE.length() - 1);
        if (!markdown.startsWith(FENCE) || end < 0) {
            throw new IllegalArgumentException("it does not begin with front matter between two lines of ---");
        }
        try {
            return new FrontMatter<>(
                    Yaml.read(markdown.substring(FENCE.length(), end + 1), type),
                    markdown.substring(end + 1 + FENCE.length()).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its front matter can't be read: " + e.getMessage());
        }
    }
}
