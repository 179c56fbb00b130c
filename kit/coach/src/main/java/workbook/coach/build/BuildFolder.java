package workbook.coach.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import workbook.coach.UserException;
import workbook.coach.files.FileLock;

/**
 * A folder for compiled classes that no other process uses meanwhile. There are several: whoever finds the first one taken,
 * by another terminal, takes the next, so that what was compiled before is mostly there.
 */
public final class BuildFolder implements AutoCloseable {

    private static final int MOST = 64;

    private final Path path;
    private final FileLock.Held held;

    private BuildFolder(Path path, FileLock.Held held) {
        this.path = path;
        this.held = held;
    }

    /** Takes the first free one below a folder. */
    public static BuildFolder take(Path below) {
        try {
            for (int number = 1; number <= MOST; number++) {
                Optional<FileLock.Held> held = FileLock.tryToHold(below.resolve(number + ".lock"));
                if (held.isPresent()) {
                    return new BuildFolder(below.resolve(Integer.toString(number)), held.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new UserException(MOST + " commands of this clone build at the same time: end some of them.");
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
