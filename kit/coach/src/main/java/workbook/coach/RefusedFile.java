package workbook.coach;

import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** A file or folder that the system does not let the workbook use, in a sentence. */
public final class RefusedFile {

    private RefusedFile() {}

    /** @return the sentence; empty where it is something else that went wrong */
    public static Optional<String> inWords(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException refused && !(cause instanceof NoSuchFileException)) {
                return Optional.of(
                        "The system does not let the workbook use " + refused.getFile() + " (" + reason(refused)
                                + "): see that the clone is yours, and that the disk can be written and has room.");
            }
        }
        return Optional.empty();
    }

    private static String reason(FileSystemException refused) {
        return refused.getReason() != null
                ? refused.getReason()
                : refused.getClass()
                        .getSimpleName()
                        .replace("Exception", "")
                        .replaceAll("(?<=\\p{Lower})(?=\\p{Upper})", " ")
                        .toLowerCase();
    }
}
