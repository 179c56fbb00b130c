package workbook.testing.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.testing.base.Sha256;

/** What a test's database is made of. */
public final class Recipe {

    private final String module;
    private final List<Script> own;
    private final List<Script> earlier;
    private final String fingerprint;
    private final String earlierFingerprint;

    /**
     * @param module  the module whose test it is for, such as {@code 02-appending}
     * @param earlier the scripts of the modules before it, in order: databases with these are made ahead
     * @param own     the module's own, which a learner may be writing
     */
    public Recipe(String module, List<Script> earlier, List<Script> own) {
        this.module = module;
        this.earlier = List.copyOf(earlier);
        this.own = List.copyOf(own);
        this.earlierFingerprint = fingerprint(earlier.stream());
        this.fingerprint = fingerprint(Stream.concat(earlier.stream(), own.stream()));
    }

    /**
     * What the class path of a test says: the scripts in order, each with its neighbours' rows behind it. Where the module's
     * own script is the first, there are none: its tables are what is being tested.
     */
    public static Recipe of(ClassLoader loader, String module) {
        List<Script> earlier = new ArrayList<>();
        List<Script> own = new ArrayList<>();
        for (Script script : Scripts.upTo(loader, module)) {
            boolean isOwn = script.name().equals(module + ".sql");
            List<Script> scripts = isOwn ? own : earlier;
            scripts.add(script);
            if (!isOwn || !earlier.isEmpty()) {
                Scripts.neighbours(loader, script).ifPresent(scripts::add);
            }
        }
        return new Recipe(module, earlier, own);
    }

    String module() {
        return module;
    }

    List<Script> earlier() {
        return earlier;
    }

    List<Script> own() {
        return own;
    }

    /** The same when the earlier scripts are, to the letter. */
    String earlierFingerprint() {
        return earlierFingerprint;
    }

    /** The same when all scripts are, to the letter. */
    String fingerprint() {
        return fingerprint;
    }

    private static String fingerprint(Stream<Script> scripts) {
        StringBuilder all = new StringBuilder();
        scripts.forEach(script ->
                all.append(script.name()).append('\0').append(script.text()).append('\0'));
        return Sha256.of(all.toString()).substring(0, 12);
    }
}
