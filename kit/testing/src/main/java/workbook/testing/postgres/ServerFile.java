package workbook.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code .workbook/server.json}: how the clone's embedded server is reached, for whoever comes next. Its owner alone may
 * read it.
 */
record ServerFile(Path path) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What the file holds.
     *
     * @param port     the port on 127.0.0.1
     * @param pid      the postmaster's process id
     * @param password of the role postgres
     */
    record Entry(int port, long pid, String password) {

        Postgres postgres() {
            return new Postgres("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password, "embedded");
        }
    }

    /** @return what was written last, or nothing where there is no file or one that can't be read */
    Optional<Entry> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(path), Entry.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(Entry entry) {
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entry) + "\n";
        writePrivately(path, json);
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    static void writePrivately(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            Path draft =
                    Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
                }
                channel.write(java.nio.charset.StandardCharsets.UTF_8.encode(text));
            }
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
