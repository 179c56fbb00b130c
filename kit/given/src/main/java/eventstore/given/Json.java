package eventstore.given;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Objects to JSON and back, with Jackson. Times are written as ISO-8601 text. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {
    }

    /** @return the object as JSON, its record components as fields */
    public static String write(Object object) {
        return MAPPER.writeValueAsString(object);
    }

    /**
     * @param json what {@link #write} wrote
     * @param type the class to read it as
     * @throws IllegalArgumentException when it is no JSON, or does not fit the class: the message says where
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is not the JSON of a " + type.getSimpleName() + ": "
                    + e.getOriginalMessage() + "\n  " + json, e);
        }
    }
}
