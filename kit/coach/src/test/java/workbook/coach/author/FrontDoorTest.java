package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.coach.FakeCourse;

@DisplayName("The front door")
class FrontDoorTest {

    private static final String BADGE =
            "[![CI](https://github.com/a/b/actions/workflows/ci.yml/badge.svg)](https://github.com/a/b)";
    private static final String CODESPACE = "[Open it in a codespace](https://codespaces.new/a/b)";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "url {0}, {1}: {2} findings")
    @CsvSource(
            nullValues = "none",
            value = {
                "'',                      nothing, 0",
                "'',                      both,    2",
                "https://github.com/a/b,  both,    0",
                "https://github.com/a/b,  nothing, 2",
                "https://github.com/a/c,  both,    2"
            })
    @DisplayName("links to the repository that pom.xml names, and to none while it names none")
    void links(String url, String links, int findings) {
        FakeCourse fake = new FakeCourse(folder);
        fake.write("pom.xml", "<project><url>" + url + "</url></project>");
        fake.write("README.md", "# A workbook\n" + (links.equals("both") ? BADGE + "\n" + CODESPACE : ""));

        assertThat(new FrontDoor(fake.course()).findings()).hasSize(findings).allSatisfy(finding -> assertThat(finding)
                .contains("the <url> in pom.xml do not agree"));
    }

    @Test
    @DisplayName("is short")
    void tooLong() {
        FakeCourse fake = new FakeCourse(folder);
        fake.write("README.md", "a line\n".repeat(70));
        assertThat(new FrontDoor(fake.course()).findings()).isEmpty();

        fake.write("README.md", "a line\n".repeat(71));
        assertThat(new FrontDoor(fake.course()).findings())
                .singleElement()
                .asString()
                .contains("more than 70 lines");
    }
}
