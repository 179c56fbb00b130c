package workbook.testing.postgres;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this clone of the workbook lies. Found from the working folder upwards, so it works in Maven, an IDE and the coach. */
public final class WorkbookHome {

    /** System property that names the clone's folder, for those that run elsewhere. */
    public static final String PROPERTY = "workbook.home";

    private WorkbookHome() {
    }

    /**
     * @return the clone's top folder
     * @throws IllegalStateException when the working folder is not inside of a clone
     */
    public static Path find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("exercises/curriculum.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("there is no workbook in " + start
                + " or above it (no exercises/curriculum.yaml): run this inside of the clone");
    }
}
