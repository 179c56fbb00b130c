package workbook.coach.curriculum;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML as records. A key that nobody knows is an error: most often it is another one, misspelt. */
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Yaml() {}

    /**
     * Reads a document.
     *
     * @param type a record; components that must be there say so with {@code JsonProperty(required = true)}
     * @throws IllegalArgumentException when it is no YAML, or does not fit, with the line where it is known
     */
    static <T> T read(String yaml, Class<T> type) {
        try {
            return MAPPER.readValue(yaml, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(place(e.getLocation()) + inWords(e));
        }
    }

    /** Where the parser was; nowhere, when it had read ahead. */
    private static String place(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : "line " + location.getLineNr() + ": ";
    }

    private static String inWords(JacksonException e) {
        return e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("Missing required creator property ('.*?').*", "$1 is missing")
                .replaceFirst("Unrecognized property \"(.*?)\".*", "'$1' is no key that it has");
    }
}
