package workbook.testing.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings that {@code docker-compose.yml} reads, found where it finds them: in the environment, else in the file
 * {@code .env} of the clone.
 */
record DotEnv(Map<String, String> settings) {

    /** @param home the clone; it need not have such a file */
    static DotEnv of(Path home) {
        Map<String, String> settings = new HashMap<>();
        try {
            for (String line : Files.readAllLines(home.resolve(".env"))) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.stripLeading().startsWith("#")) {
                    settings.put(
                            line.substring(0, equals).strip(),
                            unquoted(line.substring(equals + 1).strip()));
                }
            }
        } catch (IOException e) {
            // no .env: the defaults hold
        }
        settings.putAll(System.getenv());
        return new DotEnv(settings);
    }

    String get(String name, String otherwise) {
        String value = settings.get(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && value.charAt(0) == value.charAt(value.length() - 1)
                && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
