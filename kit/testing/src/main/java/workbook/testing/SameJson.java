package workbook.testing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in one form, so that two texts of the same value are the same text: PostgreSQL's jsonb has an order of fields and blanks of
 * its own. Nothing of the value is lost: not a null, not the thirtieth digit of a number.
 */
public final class SameJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SameJson() {}

    /** @return the same value with its fields in the order of their names, and without blanks between them */
    public static String of(String json) {
        return json == null ? "nothing" : text(JSON.readTree(json));
    }

    private static String text(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            node.properties()
                    .forEach(field -> fields.put(JSON.writeValueAsString(field.getKey()), text(field.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            return node.values().stream().map(SameJson::text).toList().toString();
        }
        return node.isNumber() ? number(node.decimalValue()) : node.toString();
    }

    private static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
