package workbook.testing.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this clone of the workbook lies. Found from the working folder upwards, so it works in Maven, an IDE and the coach. */
public final class WorkbookHome {

    /** System property that names the clone's folder, for those that run elsewhere. */
    public static final String PROPERTY = "workbook.home";

    private WorkbookHome() {}

    /**
     * @return the clone's top folder, by its one real path, whatever link led to it
     * @throws IllegalStateException when the working folder is not inside of a clone
     */
    public static Path find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return real(Path.of(named));
        }
        Path start = real(Path.of(""));
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("exercises/curriculum.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("there is no workbook in " + start
                + " or above it (no exercises/curriculum.yaml): run this inside of the clone");
    }

    /** The path without links: two programs that come by different ways get the same. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize(); // it is not there yet
        }
    }
}
