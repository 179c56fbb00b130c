package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An assertion of a module's test")
class AssertionCheckTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assertThat(1).isEqualTo(2); | say what should hold",
                "assertThatThrownBy(() -> call()).as(\"it fails\").isInstanceOf(Error.class); | as its second argument",
                "assertThat(1).as(\"one\").matches(this::odd); | describe the predicate",
                "return assertThat(1).isEqualTo(2); | say what should hold",
                "list.forEach(each -> { assertThat(each).isNotNull(); }); | say what should hold"
            })
    @DisplayName("that would show no sentence of ours is found, with its line")
    void found(String statement, String finding) throws IOException {
        assertThat(findings(statement))
                .singleElement()
                .asString()
                .startsWith("SomeTest.java:4: ")
                .contains(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assertThat(1).as(\"one\").isEqualTo(2);",
                "assertThat(1).withFailMessage(\"one is not two\").isEqualTo(2);",
                "assertThatThrownBy(() -> call(), \"it fails\").isInstanceOf(Error.class);",
                "assertThat(1).as(\"one\").matches(this::odd, \"an odd number\");",
                "int half = thatIsAll(1);"
            })
    @DisplayName("that shows one is not")
    void notFound(String statement) throws IOException {
        assertThat(findings(statement)).isEmpty();
    }

    @Test
    @DisplayName("is not missed where there is none")
    void noTests() {
        assertThat(AssertionCheck.findings(List.of())).isEmpty();
    }

    private List<String> findings(String statement) throws IOException {
        Path test = folder.resolve("SomeTest.java");
        Files.writeString(test, "class SomeTest {\n\n    Object test() {\n        " + statement + "\n    }\n}\n");
        return AssertionCheck.findings(List.of(test));
    }
}
