package workbook.coach.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
            byte[] noted = Files.readAllBytes(list);
            return !startsWith(noted, sum(files())) && differs(read(noted), look());
        } catch (IOException e) {
            return Files.exists(list); // Maven says what is wrong with the sources
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

    private Map<String, Source> look() throws IOException {
        Map<String, Source> sources = new TreeMap<>();
        for (File file : files()) {
            String name = home.relativize(file.toPath()).toString();
            sources.put(name, new Source(file.length(), file.lastModified(), null));
        }
        return sources;
    }

    /** All sources: what is tested only is no part of the coach, nor is what an editor or a system hides. */
    private List<File> files() throws IOException {
        List<File> files = new ArrayList<>();
        files.add(new File(home.toString(), "pom.xml"));
        addWithin(new File(home.toString(), "kit"), files);
        return files;
    }

    private static void addWithin(File folder, List<File> files) throws IOException {
        String[] within = folder.list();
        if (within == null) {
            throw new IOException("can't be listed: " + folder);
        }
        for (String name : within) {
            boolean tests = name.equals("test") && folder.getName().equals("src");
            if (tests || name.equals("target") || name.startsWith(".")) {
                continue;
            }
            File file = new File(folder, name);
            if (file.isDirectory()) {
                addWithin(file, files);
            } else {
                files.add(file);
            }
        }
    }

    /** Names, sizes and times as one number: at most starts that is all there is to compare, and a JVM is slow when it is new. */
    private static String sum(List<File> files) {
        long sum = 0;
        for (File file : files) {
            sum += mixed(file, file.length(), file.lastModified());
        }
        return Long.toHexString(sum);
    }

    private static long mixed(File file, long size, long time) {
        return ((file.getPath().hashCode() * 31L + size) * 31L + time) * 0x9E3779B97F4A7C15L;
    }

    private static boolean startsWith(byte[] noted, String sum) {
        return new String(noted, 0, Math.min(noted.length, sum.length() + 1), StandardCharsets.UTF_8)
                .equals(sum + "\n");
    }

    private Source hashed(String name, Source source) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(home.resolve(name)));
            return new Source(source.size(), source.time(), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Source> read(byte[] noted) {
        Map<String, Source> sources = new TreeMap<>();
        new String(noted, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(" ", 4))
                .forEach(parts -> sources.put(
                        parts[3], new Source(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2])));
        return sources;
    }

    private void note(Map<String, Source> sources) throws IOException {
        long sum = 0;
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Source> entry : sources.entrySet()) {
            Source source = entry.getValue();
            sum += mixed(new File(home.toString(), entry.getKey()), source.size(), source.time());
            text.append(source.size())
                    .append(' ')
                    .append(source.time())
                    .append(' ')
                    .append(source.hash())
                    .append(' ')
                    .append(entry.getKey())
                    .append('\n');
        }
        Path draft = Files.createTempFile(list.getParent(), "sources", ".draft");
        Files.writeString(draft, Long.toHexString(sum) + "\n" + text);
        Files.move(draft, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
