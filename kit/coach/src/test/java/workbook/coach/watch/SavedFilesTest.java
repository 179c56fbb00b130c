package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.files.Folders;

@DisplayName("A save is seen, whatever was saved")
class SavedFilesTest {

    @TempDir
    Path folder;

    private final BlockingQueue<Path> saved = new LinkedBlockingQueue<>();

    @Test
    @DisplayName("a text, bytes that are no text, and a text again")
    void noText() throws InterruptedException {
        Path file = folder.resolve("Count.java");
        Folders.write(file, "class Count { }");
        try (SavedFiles files = new SavedFiles(() -> List.of(file), saved::add, limit -> {})) {
            Folders.write(file, "class Count { int a; }");
            assertThat(next()).isEqualTo(file);
            Folders.writeBytes(file, "class Count { } // caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(next()).as("bytes that are no UTF-8").isEqualTo(file);
            Folders.write(file, "class Count { int b; }");
            assertThat(next()).isEqualTo(file);
        }
    }

    @Test
    @DisplayName("a file that was made after the watch began")
    void made() throws InterruptedException {
        Folders.write(folder.resolve("Count.java"), "class Count { }");
        try (SavedFiles files = new SavedFiles(() -> Folders.files(folder, ".java"), saved::add, limit -> {})) {
            Folders.write(folder.resolve("More.java"), "class More { }");
            assertThat(next()).isEqualTo(folder.resolve("More.java"));
            Folders.write(folder.resolve("More.java"), "class More { int a; }");
            assertThat(next()).isEqualTo(folder.resolve("More.java"));
        }
    }

    private Path next() throws InterruptedException {
        return saved.poll(30, TimeUnit.SECONDS);
    }
}
