package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.testing.postgres.DataFolder.Tenant;

@DisplayName("Who is on a data folder, where its server can't be asked")
class DataFolderTest {

    private static final Optional<String> POSTGRES = Optional.of("/usr/lib/postgresql/18/bin/postgres");

    @TempDir
    Path home;

    private DataFolder data;

    @BeforeEach
    void folder() throws IOException {
        data = new DataFolder(Files.createDirectory(home.resolve("data")));
    }

    @Test
    @DisplayName("the process of another program, which has got the noted number, is another's")
    void anotherProgram() throws IOException {
        Files.writeString(data.noteFile(), ProcessHandle.current().pid() + "\n" + data.path() + "\n");

        assertThat(data.postmaster("")).as("this JVM is no PostgreSQL").isEmpty();
    }

    @Test
    @DisplayName("a PostgreSQL on this folder, by whatever path, is ours; on another one it is another's")
    void anotherFolder() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), data.path());

        assertThat(data.tenant(Optional.of(data.path().toString()), POSTGRES)).isEqualTo(Tenant.OURS);
        assertThat(data.tenant(Optional.of(link.toString()), POSTGRES)).isEqualTo(Tenant.OURS);
        assertThat(data.tenant(Optional.of(home.toString()), POSTGRES)).isEqualTo(Tenant.ANOTHERS);
    }

    @Test
    @DisplayName("a PostgreSQL on a folder that can't be seen, or is gone, may be ours: nothing is deleted under it")
    void unknownFolder() {
        assertThat(data.tenant(Optional.empty(), POSTGRES)).isEqualTo(Tenant.UNKNOWN);
        assertThat(data.tenant(Optional.empty(), Optional.empty())).isEqualTo(Tenant.UNKNOWN);
        assertThat(data.tenant(Optional.of(home.resolve("where it once was").toString()), POSTGRES))
                .isEqualTo(Tenant.UNKNOWN);
    }

    @Test
    @DisplayName("a note without a living process, without numbers or without a line: nobody is there")
    void nobody() throws IOException {
        assertThat(data.postmaster("")).isEmpty();
        for (String note : new String[] {Integer.MAX_VALUE + "\n" + data.path(), "half a no", ""}) {
            Files.writeString(data.noteFile(), note);
            assertThat(data.postmaster("")).as("after '%s'", note).isEmpty();
        }
    }
}
