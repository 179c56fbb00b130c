package workbook.coach.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workbook.coach.build.Folders;

/**
 * Notices that one of some files has been saved, whatever the editor does: rewrite it, replace it by another, write it
 * twice. The system's notices make it quick where they come; a look every tenth of a second makes it sure where they don't,
 * as on network file systems and macOS, and a rare look where they have been seen to come. A file counts as saved when its
 * content is another.
 */
public final class SavedFiles implements AutoCloseable {

    private static final int OFTEN_MILLIS = 100;
    private static final int RARELY_MILLIS = 1000;

    /** What a file looked like: cheap to compare, and good enough to decide whether to read it. */
    private record Look(FileTime modified, long size) {
    }

    private final List<Path> files;
    private final Consumer<Path> onSaved;
    private final Map<Path, Look> looks = new HashMap<>();
    private final Map<Path, String> contents = new HashMap<>();
    private final WatchService notices;

    /**
     * Watches until it is closed.
     *
     * @param files   the files; they need not exist yet
     * @param onSaved called in a thread of this watcher
     */
    public SavedFiles(List<Path> files, Consumer<Path> onSaved) {
        this.files = List.copyOf(files);
        this.onSaved = onSaved;
        try {
            this.notices = files.isEmpty() ? null : files.getFirst().getFileSystem().newWatchService();
            Set<Path> folders = new LinkedHashSet<>();
            files.forEach(file -> folders.add(file.getParent()));
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    folder.register(notices, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.files.forEach(this::hasChanged);
        if (notices != null) {
            Thread.ofPlatform().daemon().name("saved-files").start(this::watch);
        }
    }

    private void watch() {
        int pause = OFTEN_MILLIS;
        try {
            while (true) {
                WatchKey notice = notices.poll(pause, TimeUnit.MILLISECONDS);
                if (notice != null) {
                    notice.pollEvents();
                    notice.reset();
                }
                List<Path> saved = files.stream().filter(this::hasChanged).toList();
                if (!saved.isEmpty()) {
                    pause = notice != null ? RARELY_MILLIS : OFTEN_MILLIS;
                }
                saved.forEach(onSaved);
            }
        } catch (ClosedWatchServiceException e) {
            // closed: nobody wants to know any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file that is missing or empty is about to be written: many editors clear or move it first. */
    private boolean hasChanged(Path file) {
        try {
            Look look = new Look(Files.getLastModifiedTime(file), Files.size(file));
            if (look.equals(looks.get(file)) || look.size() == 0) {
                return false;
            }
            String content = Folders.read(file);
            looks.put(file, look);
            return !content.equals(contents.put(file, content));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (notices != null) {
                notices.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
