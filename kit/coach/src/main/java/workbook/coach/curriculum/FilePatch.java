package workbook.coach.curriculum;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changes in one file of a reference, as a unified diff.
 *
 * @param file  the file, from the exercise's folder on, such as {@code sql/02-appending.sql}
 * @param lines the diff; the first two lines name the file
 */
public record FilePatch(String file, List<String> lines) {

    private static final int CONTEXT = 3;
    private static final String FROM = "--- ";
    private static final String TO = "+++ ";

    /**
     * The change that makes one text of the other.
     *
     * @param file what to call it
     */
    public static FilePatch between(String file, String before, String after) {
        List<String> from = before.lines().toList();
        Patch<String> patch = DiffUtils.diff(from, after.lines().toList());
        return new FilePatch(
                file,
                UnifiedDiffUtils.generateUnifiedDiff(file, file, from, patch, CONTEXT).stream()
                        .map(line -> line.equals(" ") ? "" : line)
                        .toList()); // no blank that an editor would take away
    }

    /**
     * Reads a diff of one file or several.
     *
     * @throws IllegalArgumentException when it is none
     */
    static List<FilePatch> parse(List<String> diff) {
        List<FilePatch> patches = new ArrayList<>();
        int begin = 0;
        for (int at = 1; at <= diff.size(); at++) {
            if (at == diff.size() || beginsAt(diff, at)) {
                patches.add(ofOneFile(diff.subList(begin, at)));
                begin = at;
            }
        }
        return patches;
    }

    /** Three lines tell it: a line that is taken away may look like the first one, for SQL's comments begin with dashes. */
    private static boolean beginsAt(List<String> diff, int at) {
        return at + 2 < diff.size()
                && diff.get(at).startsWith(FROM)
                && diff.get(at + 2).startsWith("@@ ")
                && diff.get(at + 1).equals(TO + diff.get(at).substring(FROM.length()));
    }

    private static FilePatch ofOneFile(List<String> lines) {
        if (!beginsAt(lines, 0)) {
            throw new IllegalArgumentException("its diff should begin with --- and the path of a file in the exercise, "
                    + "+++ and the same path, and @@");
        }
        return new FilePatch(lines.getFirst().substring(FROM.length()), List.copyOf(lines));
    }

    /** The file's text with the change made; empty when the lines that it speaks of are not there. */
    public Optional<String> appliedTo(String text) {
        Patch<String> patch = UnifiedDiffUtils.parseUnifiedDiff(lines);
        List<String> before = text.lines().toList();
        return applied(() -> patch.applyTo(before)).or(() -> applied(() -> patch.applyFuzzy(before, 0)));
    }

    private static Optional<String> applied(Attempt attempt) {
        try {
            return Optional.of(String.join("\n", attempt.make()) + "\n");
        } catch (PatchFailedException | IndexOutOfBoundsException e) { // the latter for lines beyond the file's end
            return Optional.empty();
        }
    }

    /** At the line where the diff has it, or where its lines have moved to. */
    private interface Attempt {

        List<String> make() throws PatchFailedException;
    }
}
