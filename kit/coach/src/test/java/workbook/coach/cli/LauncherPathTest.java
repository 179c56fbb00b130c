package workbook.coach.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.testing.postgres.WorkbookHome;

@DisplayName("A clone in a folder that Java or PostgreSQL can't take")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "this is the launcher of the others")
class LauncherPathTest {

    /** Lays the launcher into a folder, whose name may be one that this JVM can't write, and runs it there. */
    private static final String SCRIPT =
            """
            folder=$(printf "$1") && mkdir -p "$folder" && cp "$2" "$folder/workbook" && cd "$folder" || exit 99
            bash ./workbook status
            status=$?
            if [ -e .workbook ]; then echo "something was built"; fi
            exit $status
            """;

    @TempDir
    Path folder;

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("a:b", "':'"),
                Arguments.of("well!", "'!'"),
                Arguments.of("well!/inside", "'!'"),
                Arguments.of("5$", "'$'"),
                Arguments.of("a`b", "'`'"),
                Arguments.of("a\\\"b", "'\"'"),
                Arguments.of("a\\\\b", "'\\'"),
                Arguments.of("a\\nb", "a line break"),
                Arguments.of(("n".repeat(199) + "/").repeat(5), "takes no more than 800"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    @DisplayName("is told so in one sentence that names the character or the length, before anything is built")
    void refused(String name, String why) throws Exception {
        assertThat(say(name, "C.UTF-8"))
                .startsWith("The workbook can't work in this folder, because its path has ")
                .contains(why, "move the clone to another folder")
                .doesNotContain("something was built");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere Java does not ask the locale")
    @DisplayName("letters that the locale can't say: the locale is to be set")
    void letters() throws Exception {
        assertThat(say("caf\\303\\251", "C"))
                .contains("letters that this locale can't say", "export LC_ALL=C.UTF-8")
                .doesNotContain("something was built");
    }

    private String say(String name, String locale) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder(List.of(
                        "bash",
                        "-c",
                        SCRIPT,
                        "bash",
                        name,
                        WorkbookHome.find().resolve("workbook").toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("LC_ALL", locale);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        return said;
    }
}
