package workbook.coach.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import workbook.testing.base.Sha256;

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
    private record Look(FileTime modified, long size) {}

    private final Supplier<List<Path>> files;
    private final Consumer<Path> onSaved;
    private final Map<Path, Look> looks = new HashMap<>();
    private final Map<Path, String> contents = new HashMap<>();
    private final Optional<WatchService> notices;
    private volatile boolean closed;

    /**
     * Watches until it is closed.
     *
     * @param files   lists the files, anew for each look; they need not exist yet
     * @param onSaved called in a thread of this watcher
     * @param onLimit told once, in a sentence, when the system gives no notices
     */
    public SavedFiles(Supplier<List<Path>> files, Consumer<Path> onSaved, Consumer<String> onLimit) {
        this.files = files;
        this.onSaved = onSaved;
        List<Path> now = files.get();
        this.notices = notices(now, onLimit);
        now.forEach(this::hasChanged);
        Thread.ofPlatform().daemon().name("saved-files").start(this::watch);
    }

    private static Optional<WatchService> notices(List<Path> files, Consumer<String> onLimit) {
        try {
            WatchService notices = FileSystems.getDefault().newWatchService();
            for (Path folder : new LinkedHashSet<>(files.stream()
                    .map(Path::getParent)
                    .filter(Files::isDirectory)
                    .toList())) {
                folder.register(notices, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            }
            return Optional.of(notices);
        } catch (IOException e) {
            onLimit.accept("The system gives no notice of saved files (" + e.getMessage()
                    + "), so they are looked at ten times " + "a second: a save may be seen a moment later.");
            return Optional.empty();
        }
    }

    private void watch() {
        int pause = OFTEN_MILLIS;
        try {
            while (!closed) {
                boolean noticed = await(pause);
                List<Path> saved = files.get().stream().filter(this::hasChanged).toList();
                if (!saved.isEmpty()) {
                    pause = noticed ? RARELY_MILLIS : OFTEN_MILLIS;
                }
                saved.forEach(onSaved);
            }
        } catch (ClosedWatchServiceException e) {
            // closed: nobody wants to know any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean await(int millis) throws InterruptedException {
        if (notices.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(OFTEN_MILLIS);
            return false;
        }
        WatchKey notice = notices.get().poll(millis, TimeUnit.MILLISECONDS);
        if (notice != null) {
            notice.pollEvents();
            notice.reset();
        }
        return notice != null;
    }

    /**
     * A file that is missing or empty is about to be written: many editors clear or move it first. One that can't be read has
     * changed, once: whoever runs it then says what is wrong with it.
     */
    private boolean hasChanged(Path file) {
        Look look;
        try {
            look = new Look(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException missing) {
            return false;
        }
        if (look.equals(looks.get(file)) || look.size() == 0) {
            return false;
        }
        looks.put(file, look);
        String content = content(file);
        return !content.equals(contents.put(file, content));
    }

    private static String content(Path file) {
        try {
            return Sha256.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return "can't be read";
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (notices.isPresent()) {
                notices.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
