package workbook.testing.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a test's database is made of.
 *
 * @param module  the module whose test it is for, such as {@code 02-appending}
 * @param earlier the scripts of the modules before it, in order: databases with these are made ahead
 * @param own     the module's own, which a learner may be writing
 */
public record Recipe(String module, List<Script> earlier, List<Script> own) {

    /** What the class path of a test says. */
    public static Recipe of(ClassLoader loader, String module) {
        List<Script> scripts = Scripts.upTo(loader, module);
        String name = module + ".sql";
        return new Recipe(module, scripts.stream().filter(script -> !script.name().equals(name)).toList(),
                scripts.stream().filter(script -> script.name().equals(name)).toList());
    }

    /** The same when the earlier scripts are, to the letter. */
    String earlierFingerprint() {
        return hash(earlier.stream());
    }

    /** The same when all scripts are, to the letter. */
    String fingerprint() {
        return hash(Stream.concat(earlier.stream(), own.stream()));
    }

    private static String hash(Stream<Script> scripts) {
        StringBuilder all = new StringBuilder();
        scripts.forEach(script -> all.append(script.name()).append('\0').append(script.text()).append('\0'));
        return hash(all.toString()).substring(0, 12);
    }

    /** SHA-256, in hexadecimal digits. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
