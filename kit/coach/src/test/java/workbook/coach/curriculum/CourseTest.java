package workbook.coach.curriculum;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.coach.FakeCourse;
import workbook.coach.UserException;

@DisplayName("A course's files")
class CourseTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            title: Count          | titel: Count       | 'title' is missing
            tier: core            | # no tier          | 'tier' is missing
            minutes: {            | 'minutes: {walk: 3, ' | 'walk' is no key that it has
            self-paced: 2}        | self-paced: two}   | Cannot deserialize value of type `int` from String "two"
            fast: [1]             | fast: 1            | line 6: Cannot deserialize
            '- id: 00-count'      | '- id: count'      | the id 'count' is not like 02-appending
            'modules:'            | 'modules: ]'       | line 1:
            """)
    @DisplayName("that can't be read are named, with the line and what is wrong")
    void manifest(String part, String by, String said) {
        FakeCourse fake = new FakeCourse(folder);
        fake.replace("exercises/curriculum.yaml", part, by);

        assertThatThrownBy(fake::course, "the manifest is read")
                .isInstanceOf(UserException.class)
                .hasMessageContaining("curriculum.yaml: ")
                .hasMessageContaining(said);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            title: Subtracts  | name: Subtracts  | its front matter can't be read: line 3: 'title' is missing
            caught-by: [      | caught-by: {     | its front matter can't be read: line 2:
            """)
    @DisplayName("of a mistake too")
    void mistake(String part, String by, String said) {
        FakeCourse fake = new FakeCourse(folder);
        fake.replace("solutions/00-count/mistakes/subtracts.md", part, by);

        assertThatThrownBy(() -> Mistake.of(fake.course(), fake.module("00")), "the mistakes are read")
                .isInstanceOf(UserException.class)
                .hasMessageContaining("subtracts.md: ")
                .hasMessageContaining(said);
    }
}
