package workbook.coach.notebook;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;
import java.util.Optional;

/** What a notebook printed, and whether it is what was recorded. */
public final class NotebookOutput {

    private NotebookOutput() {}

    /** The text with what differs from run to run masked: times, ids and ports. {@code .ci/notebooks} masks alike. */
    public static String masked(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z", "yyyy-mm-dd hh:mm:ss.ffffffZ")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
                .replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "$1:port");
    }

    /**
     * The first place at which two masked texts differ.
     *
     * @return a line that tells it, or nothing where they are the same
     */
    public static Optional<String> difference(String expected, String actual) {
        List<AbstractDelta<String>> deltas = DiffUtils.diff(
                        expected.lines().toList(), actual.lines().toList())
                .getDeltas();
        return deltas.stream()
                .findFirst()
                .map(delta -> "line " + (delta.getSource().getPosition() + 1) + ": expected "
                        + quoted(delta.getSource().getLines()) + ", printed "
                        + quoted(delta.getTarget().getLines())
                        + (deltas.size() > 1 ? " (and " + (deltas.size() - 1) + " more)" : ""));
    }

    private static String quoted(List<String> lines) {
        return lines.isEmpty() ? "nothing" : "'" + lines.getFirst().strip() + "'";
    }
}
