package workbook.coach.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * An answer to a module that was run once.
 *
 * @param answer its name: a mistake's, two mistakes' joined by a plus sign, {@code stub}, or such as {@code 02/wrong-read-like}
 * @param right  the mistakes whose texts are true of it, the best first; empty where there is none
 * @param red    the tests that failed, by id
 */
public record Recorded(String answer, List<String> right, Map<String, Red> red) {}
