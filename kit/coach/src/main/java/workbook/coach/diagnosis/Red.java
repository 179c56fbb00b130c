package workbook.coach.diagnosis;

import java.util.regex.Pattern;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Kind;
import workbook.testing.Duel;
import workbook.testing.base.Sha256;

/**
 * How a test failed, as far as it is the same in every run.
 *
 * @param kind  what kind of failure it was
 * @param state the SQLSTATE; empty where PostgreSQL said nothing
 * @param words the beginning of what was said, without ids, times, places in the learner's SQL, and other chance
 * @param whole a digest of all that was said, without these; empty where it depends on how fast the machine is
 */
public record Red(Kind kind, String state, String words, String whole) {

    private static final int MOST = 120;
    private static final int PROMISE = 40;
    private static final int DIGITS = 8;
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at [\\w.$/@]+\\(.*\\R?");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T"
            + " ]\\d\\d:\\d\\d(?::\\d\\d(?:(\\.\\d{4,})|(\\.\\d{1,3}))?)?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern CHANCE =
            Pattern.compile("@[0-9a-f]{5,}|tuple \\(\\d+,\\d+\\)|(?<=\\) line )\\d+(?= at )|(?<=Position: )\\d+"
                    + "|(?<![\\w.])\\d{5,}(\\.\\d+)?|\\d+(\\.\\d+)? ?ms");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    static Red of(Failure failure) {
        String said = constant(failure.message());
        return new Red(
                failure.kind(),
                failure.sql() == null ? "" : failure.sql().state(),
                said.length() <= MOST ? said : said.substring(0, MOST),
                said.contains(Duel.CUT_DOWN) ? "" : Sha256.of(said).substring(0, DIGITS));
    }

    Likeness likeness(Red other) {
        if (kind != other.kind || !state.equals(other.state)) {
            return Likeness.NONE;
        }
        if (varies() || other.varies()) {
            return promise().equals(other.promise()) ? Likeness.VARIES : Likeness.KIND;
        }
        if (words.equals(other.words)) {
            return whole.equals(other.whole) ? Likeness.WHOLE : Likeness.WORDS;
        }
        return promise().equals(other.promise()) ? Likeness.PROMISE : Likeness.KIND;
    }

    boolean varies() {
        return whole.isEmpty();
    }

    /** How what an assertion is described with begins, in square brackets; without one the first words. */
    private String promise() {
        int end = words.startsWith("[") && words.indexOf(']') > 0 ? words.indexOf(']') : words.length();
        return words.substring(0, Math.min(end, PROMISE));
    }

    private static String constant(String message) {
        String said = TRACE.matcher(message).replaceAll("");
        said = ID.matcher(said).replaceAll("<id>");
        said = TIME.matcher(said)
                .replaceAll(
                        time -> time.group(1) != null ? "<time.us>" : time.group(2) != null ? "<time.ms>" : "<time>");
        said = CHANCE.matcher(said).replaceAll("<n>");
        return BLANKS.matcher(said).replaceAll(" ").strip();
    }
}
