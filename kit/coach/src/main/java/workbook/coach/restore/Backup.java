package workbook.coach.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import workbook.coach.curriculum.Course;
import workbook.coach.files.Folders;

/** Keeps files before they are overwritten, each time in a folder of its own below {@code .workbook/backup}. */
public final class Backup {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

    private Backup() {}

    /**
     * Copies files as they are.
     *
     * @param paths from the clone's top folder on
     * @return the folder that they are in now, under the same paths
     */
    public static Path keep(Course course, Collection<String> paths, LocalDateTime now) {
        Path folder = unused(course.hidden().resolve("backup"), now.format(TIME));
        for (String path : paths) {
            Path file = course.home().resolve(path);
            if (Files.exists(file)) {
                Folders.copyFile(file, folder.resolve(path));
            }
        }
        return folder;
    }

    private static Path unused(Path parent, String name) {
        Path folder = parent.resolve(name);
        for (int next = 2; Files.exists(folder); next++) {
            folder = parent.resolve(name + "-" + next);
        }
        return folder;
    }
}
