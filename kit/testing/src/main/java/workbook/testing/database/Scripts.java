package workbook.testing.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The store's scripts on a class path, in the folder {@code sql}. Of two with one name the first wins. */
public final class Scripts {

    private static final String FOLDER = "sql";

    private Scripts() {}

    /**
     * All scripts up to a module's own.
     *
     * @param loader the class path to look on
     * @param module a module's folder, such as {@code 02-appending}; it need not have a script of its own
     * @return the scripts in the order in which they build the store
     */
    public static List<Script> upTo(ClassLoader loader, String module) {
        String last = module + ".sql";
        return names(loader).stream()
                .filter(name -> name.compareTo(last) <= 0)
                .map(name -> read(loader, name))
                .toList();
    }

    /** The rows that {@link Neighbours} have in a script's tables; empty where they have none. */
    static Optional<Script> neighbours(ClassLoader loader, Script script) {
        String name = Script.NEIGHBOURS + script.name();
        return loader.getResource(FOLDER + "/" + name) == null ? Optional.empty() : Optional.of(read(loader, name));
    }

    private static TreeSet<String> names(ClassLoader loader) {
        TreeSet<String> names = new TreeSet<>();
        try {
            for (URL folder : Collections.list(loader.getResources(FOLDER))) {
                names.addAll(folder.getProtocol().equals("jar") ? inJar(folder) : inFolder(folder));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("can't list the scripts on the class path", e);
        }
        names.removeIf(name -> !name.matches("\\d\\d-.*\\.sql"));
        return names;
    }

    private static List<String> inFolder(URL folder) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> inJar(URL folder) throws IOException {
        String prefix = FOLDER + "/";
        JarURLConnection jar = (JarURLConnection) folder.openConnection();
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private static Script read(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(FOLDER + "/" + name)) {
            return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
