package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Two texts of JSON")
class SameJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b\": 1, \"a\": [ 1.50, true ]} | {\"a\":[1.5,true],\"b\":1e0}",
                "{} | { }",
                "0.00 | 0",
                "\"a\\u0041\" | \"aA\"",
                "123456789012345678901234567890.25 | 123456789012345678901234567890.250"
            })
    @DisplayName("are the same when their values are")
    void same(String one, String other) {
        assertThat(SameJson.of(one)).isEqualTo(SameJson.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": null} | {}",
                "[1, 2] | [2, 1]",
                "\"1\" | 1",
                "{\"a\": {\"b\": 1}} | {\"a\": {\"b\": 2}}",
                "\"null\" | null",
                "123456789012345678901234567890.25 | 123456789012345678901234567890.26",
                "[[]] | [[], []]",
                "\"{}\" | {}"
            })
    @DisplayName("are not the same when anything of their values differs")
    void different(String one, String other) {
        assertThat(SameJson.of(one)).isNotEqualTo(SameJson.of(other));
    }
}
