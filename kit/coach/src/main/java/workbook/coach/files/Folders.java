package workbook.coach.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import workbook.coach.UserException;
import workbook.testing.base.Sha256;

/** Files below a folder: listed, copied, deleted, summed up. */
public final class Folders {

    private Folders() {}

    /** All files below a folder whose name ends so, sorted, but for hidden ones; none where the folder does not exist. */
    public static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a folder's files over another's; what is there and not in the source stays. */
    public static void copy(Path from, Path to) {
        for (Path file : files(from, "")) {
            copyFile(file, to.resolve(from.relativize(file).toString()));
        }
    }

    /** Copies one file, with the folders that it needs. */
    public static void copyFile(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all that is in it; nothing where it does not exist. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file's text, with LF line ends whatever the checkout made of them, and without a byte order mark.
     *
     * @throws UserException when it is no UTF-8, or can't be read; with the place
     */
    public static String read(Path file) {
        try {
            String text = Utf8.text(file, Files.readAllBytes(file)).replace("\r\n", "\n");
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (AccessDeniedException e) {
            throw new UserException(
                    file + " can't be read: this user has no right to. Give it back, then save it again.");
        } catch (NoSuchFileException e) {
            throw new UserException(file + " is not there any more. Save it again, or restore it with git checkout.");
        } catch (IOException e) {
            throw new UserException(file + " can't be read: " + e.getMessage());
        }
    }

    /** Reads a text file that need not be there: then it is empty. */
    public static String readIfThere(Path file) {
        return Files.exists(file) ? read(file) : "";
    }

    /** Writes a file, with the folders that it needs. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file as it is, with the folders that it needs. */
    public static void writeBytes(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stamp of files: it changes when a name or a content does. */
    public static String stamp(Collection<Path> files) {
        StringBuilder all = new StringBuilder();
        files.forEach(file -> all.append(file).append('\0').append(read(file)).append('\0'));
        return Sha256.of(all.toString());
    }
}
