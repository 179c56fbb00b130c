package workbook.coach.author;

import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import workbook.coach.UserException;

/** The texts that list the modules by number: a new one comes to its place, and the rest stays as it was written. */
final class ModuleList {

    private static final Pattern IN_POM = Pattern.compile("[ \\t]*<module>(\\d\\d-[a-z-]+)</module>");
    private static final Pattern IN_MANIFEST = Pattern.compile("(?m)^ *- id: *(\\d\\d-[a-z-]+)$");

    private ModuleList() {}

    /** The text of a {@code pom.xml} with one module more. */
    static String inPom(String pom, String id) {
        String line = "    <module>" + id + "</module>";
        OptionalInt next = next(IN_POM, pom, id);
        if (next.isPresent()) {
            return inserted(pom, next.getAsInt(), line + "\n");
        }
        int last = IN_POM.matcher(pom)
                .results()
                .mapToInt(MatchResult::end)
                .max()
                .orElseThrow(() -> new UserException(
                        "exercises/pom.xml or solutions/pom.xml lists no module: is this a whole clone?"));
        return inserted(pom, last, "\n" + line);
    }

    /** The text of the manifest with one entry more. */
    static String inManifest(String manifest, String id, String entry) {
        OptionalInt next = next(IN_MANIFEST, manifest, id);
        return next.isPresent()
                ? inserted(manifest, next.getAsInt(), entry + "\n")
                : manifest.stripTrailing() + "\n\n" + entry;
    }

    /** Where the first entry begins that comes after a module. */
    private static OptionalInt next(Pattern entry, String text, String id) {
        return entry.matcher(text)
                .results()
                .filter(found -> found.group(1).compareTo(id) > 0)
                .mapToInt(MatchResult::start)
                .findFirst();
    }

    private static String inserted(String text, int at, String part) {
        return text.substring(0, at) + part + text.substring(at);
    }
}
