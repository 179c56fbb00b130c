package workbook.coach.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the built coach was made from, so that it can ask its launcher for another build. The launcher leaves an empty file whose
 * time is when the build began; the coach notes each source's size, time and hash beside it when it first starts. Later a source
 * of the same size and time is the same, and of others the hash decides: no clock has to be right.
 */
public final class BuiltFrom {

    /** The exit status that asks the launcher to build the coach and to start it again. */
    public static final int BUILD = 75;

    /** A source; its hash is null until it is asked for. */
    private record Source(long size, long time, String hash) {

        /** Of a source that was saved while the coach was being built: like none that is there. */
        static final Source UNKNOWN = new Source(-1, 0, "-");

        boolean looksLike(Source other) {
            return size == other.size && time == other.time;
        }
    }

    private final Path home;
    private final Path began;
    private final Path list;

    /** @param home the clone */
    public BuiltFrom(Path home) {
        this.home = home;
        this.began = home.resolve(".workbook/lib/began");
        this.list = home.resolve(".workbook/lib/sources");
    }

    /** Whether the sources are others by now. A coach that no launcher has built is never outdated. */
    public boolean isOutdated() {
        if (!Files.exists(began)) {
            return false;
        }
        try {
            if (!Files.exists(list)) {
                note(asBuilt());
                return false;
            }
            return differs(read(), look());
        } catch (IOException e) {
            return Files.exists(list);      // Maven says what is wrong with the sources
        }
    }

    private Map<String, Source> asBuilt() throws IOException {
        long start = Files.getLastModifiedTime(began).toMillis();
        long now = System.currentTimeMillis();
        Map<String, Source> sources = look();
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            long time = source.getValue().time();
            source.setValue(start < time && time <= now ? Source.UNKNOWN : hashed(source.getKey(), source.getValue()));
        }
        return sources;
    }

    private boolean differs(Map<String, Source> then, Map<String, Source> now) throws IOException {
        if (!then.keySet().equals(now.keySet())) {
            return true;
        }
        boolean touched = false;
        for (Map.Entry<String, Source> source : now.entrySet()) {
            Source before = then.get(source.getKey());
            if (before.looksLike(source.getValue())) {
                source.setValue(before);
                continue;
            }
            source.setValue(hashed(source.getKey(), source.getValue()));
            if (!before.hash().equals(source.getValue().hash())) {
                return true;
            }
            touched = true;
        }
        if (touched) {
            note(now);
        }
        return false;
    }

    /** The sources as they are, by path: what is tested only is no part of the coach, nor is what an editor or a system hides. */
    private Map<String, Source> look() throws IOException {
        Map<String, Source> sources = new TreeMap<>();
        Path pom = home.resolve("pom.xml");
        add(sources, pom, Files.readAttributes(pom, BasicFileAttributes.class));
        Files.walkFileTree(home.resolve("kit"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean built = folder.endsWith("target") || folder.endsWith("src/test") || hidden(folder);
                return built ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!hidden(file)) {
                    add(sources, file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private void add(Map<String, Source> sources, Path file, BasicFileAttributes attributes) {
        String name = home.relativize(file).toString();
        sources.put(name, new Source(attributes.size(), attributes.lastModifiedTime().toMillis(), null));
    }

    private Source hashed(String name, Source source) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(home.resolve(name)));
            return new Source(source.size(), source.time(), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Source> read() throws IOException {
        Map<String, Source> sources = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] parts = line.split(" ", 4);
            sources.put(parts[3], new Source(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
        }
        return sources;
    }

    private void note(Map<String, Source> sources) throws IOException {
        StringBuilder text = new StringBuilder();
        sources.forEach((name, source) -> text.append(source.size()).append(' ').append(source.time()).append(' ')
                .append(source.hash()).append(' ').append(name).append('\n'));
        Path draft = Files.createTempFile(list.getParent(), "sources", ".draft");
        Files.writeString(draft, text);
        Files.move(draft, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
