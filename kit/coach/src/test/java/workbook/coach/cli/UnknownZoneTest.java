package workbook.coach.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testing.postgres.WorkbookHome;

class UnknownZoneTest {

    @Test
    @DisplayName("a machine whose time zone PostgreSQL does not know is as good as any")
    void doctor() throws Exception {
        ProcessBuilder coach = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-D" + WorkbookHome.PROPERTY + "=" + WorkbookHome.find(),
                        "-Dworkbook.maven=mvn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Workbook.class.getName(),
                        "doctor")
                .redirectErrorStream(true);
        coach.environment().put("TZ", "IST");
        Process process = coach.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("ok    PostgreSQL").doesNotContain("FIX");
        assertThat(process.waitFor()).isZero();
    }
}
