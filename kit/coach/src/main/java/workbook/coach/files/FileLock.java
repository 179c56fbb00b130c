package workbook.coach.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Keeps other processes of this clone, and other threads of this one, away from something for a while. */
public final class FileLock {

    /** Java's own file locks are the process's: threads are kept apart by these. */
    private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    private FileLock() {}

    /** A lock that is held until it is closed, or the process ends. */
    public static final class Held implements AutoCloseable {

        private final FileChannel file;
        private final Semaphore threads;

        private Held(FileChannel file, Semaphore threads) {
            this.file = file;
            this.threads = threads;
        }

        @Override
        public void close() throws IOException {
            try {
                file.close();
            } finally {
                threads.release();
            }
        }
    }

    /** Waits for a lock and takes it. */
    public static Held hold(Path path) throws IOException {
        Semaphore threads = threads(path);
        threads.acquireUninterruptibly();
        try {
            FileChannel file = open(path);
            file.lock();
            return new Held(file, threads);
        } catch (IOException | RuntimeException e) {
            threads.release();
            throw e;
        }
    }

    /** Takes a lock where nobody holds it. */
    public static Optional<Held> tryToHold(Path path) throws IOException {
        Semaphore threads = threads(path);
        if (!threads.tryAcquire()) {
            return Optional.empty();
        }
        try {
            FileChannel file = open(path);
            if (file.tryLock() != null) {
                return Optional.of(new Held(file, threads));
            }
            file.close();
        } catch (IOException | RuntimeException e) {
            threads.release();
            throw e;
        }
        threads.release();
        return Optional.empty();
    }

    private static Semaphore threads(Path path) {
        return THREADS.computeIfAbsent(path.toAbsolutePath().normalize(), one -> new Semaphore(1));
    }

    private static FileChannel open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
