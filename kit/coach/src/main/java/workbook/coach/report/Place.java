package workbook.coach.report;

import java.nio.file.Path;

/**
 * A line of a file, shown so that terminals and IDEs make it a link.
 *
 * @param file from the clone's top folder on
 * @param line from 1; 0 when only the file is known
 */
public record Place(Path file, int line) {

    @Override
    public String toString() {
        String path = file.toString().replace('\\', '/');
        return line > 0 ? path + ":" + line : path;
    }
}
