package workbook.coach.curriculum;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A Markdown file that begins with keys and values between two lines of three dashes.
 *
 * @param keys what stands between the dashes
 * @param text what follows them
 */
public record FrontMatter(Map<?, ?> keys, String text) {

    private static final String FENCE = "---\n";

    /**
     * @param markdown with LF line ends
     * @throws IllegalArgumentException when there is no front matter, or it is no YAML
     */
    public static FrontMatter of(String markdown) {
        int end = markdown.indexOf("\n" + FENCE, FENCE.length() - 1);
        if (!markdown.startsWith(FENCE) || end < 0) {
            throw new IllegalArgumentException("it does not begin with front matter between two lines of ---");
        }
        try {
            Object yaml = new Load(LoadSettings.builder().build())
                    .loadFromString(markdown.substring(FENCE.length(), end + 1));
            if (yaml instanceof Map<?, ?> keys) {
                return new FrontMatter(
                        keys, markdown.substring(end + 1 + FENCE.length()).strip());
            }
            throw new IllegalArgumentException("its front matter has no keys");
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "its front matter is no YAML: " + e.getMessage().strip());
        }
    }

    /** @throws IllegalArgumentException when the key is missing */
    public String string(String key) {
        if (keys.get(key) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw new IllegalArgumentException("its front matter has no '" + key + "'");
    }

    /** The key's list; empty when it is missing. */
    public List<String> list(String key) {
        return keys.get(key) instanceof List<?> values
                ? values.stream().map(Objects::toString).toList()
                : List.of();
    }
}
