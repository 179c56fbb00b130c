package eventstore.given;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Objects to JSON and back, with Jackson. Times are written as ISO-8601 text.
 *
 * <p>What is read is never made to fit: a field that is missing is no zero, 1.9 is no 1, "2" is no number. Fields that the
 * class does not know are left out, for a newer release may write more than an older one reads.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Moment()))
            .build();

    /** What Jackson adds to its messages for those who could configure it. */
    private static final String FOR_ITS_USERS =
            "( \\(index \\d+\\))?; `DeserializationFeature.*| \\((but|set|although) .*";

    private Json() {}

    /** @return the object as JSON, its record components as fields */
    public static String write(Object object) {
        return MAPPER.writeValueAsString(object);
    }

    /**
     * @param json what {@link #write} wrote
     * @param type the class to read it as
     * @throws IllegalArgumentException when it is no JSON, is null, or does not fit the class: the message says where
     */
    public static <T> T read(String json, Class<T> type) {
        T object;
        try {
            object = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "this is not the JSON of a " + type.getSimpleName() + where(e) + ": "
                            + e.getOriginalMessage().replaceAll(FOR_ITS_USERS, "") + "\n  " + json,
                    e);
        }
        if (object == null) {
            throw new IllegalArgumentException("this is not the JSON of a " + type.getSimpleName() + ": null");
        }
        return object;
    }

    /**
     * Reads an event's data.
     *
     * @param type the class of what its type stands for
     * @throws IllegalArgumentException when its data is no JSON, is null, or does not fit the class: the message names the
     *                                  event by its type, stream and version, and says where
     */
    public static <T> T read(RecordedEvent event, Class<T> type) {
        try {
            return read(event.data(), type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "version " + event.version() + " of stream '" + event.streamId() + "' is of the type '"
                            + event.type() + "', and can't be read: " + e.getMessage(),
                    e);
        }
    }

    private static String where(JacksonException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : ", at " + (path.startsWith(".") ? path.substring(1) : path);
    }

    /** A moment is text: Jackson would take a number, and guess whether it counts seconds or something else. */
    private static final class Moment extends StdScalarDeserializer<Instant> {

        Moment() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            if (!json.currentToken().isScalarValue() || json.currentToken().isNumeric()) {
                return (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
            try {
                return Instant.parse(json.getString());
            } catch (DateTimeException e) {
                return (Instant)
                        context.handleWeirdStringValue(Instant.class, json.getString(), "not a moment in ISO-8601");
            }
        }
    }
}
