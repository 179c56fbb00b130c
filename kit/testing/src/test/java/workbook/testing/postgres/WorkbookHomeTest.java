package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Where the clone lies")
class WorkbookHomeTest {

    private final String before = System.getProperty(WorkbookHome.PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(WorkbookHome.PROPERTY);
        } else {
            System.setProperty(WorkbookHome.PROPERTY, before);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    @DisplayName(
            "its one real path, whatever link led to it: so the coach and Maven mean the same server and databases")
    void byALink(@TempDir Path folder) throws IOException {
        Path clone = Files.createDirectory(folder.toRealPath().resolve("clone"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), clone);

        System.setProperty(WorkbookHome.PROPERTY, link.toString());
        assertThat(WorkbookHome.find()).isEqualTo(clone);
        System.setProperty(WorkbookHome.PROPERTY, link.resolve("../link/.").toString());
        assertThat(WorkbookHome.find()).isEqualTo(clone);
    }
}
