package workbook.coach.curriculum;

import java.util.List;

/**
 * One module, as the manifest describes it.
 *
 * @param id            the folder's name, such as {@code 02-appending}
 * @param title         what the learner builds in it
 * @param tier          {@code core}, {@code second} or {@code beyond}
 * @param talkMinutes   how long it takes watched as a talk
 * @param selfMinutes   how long it takes done by hand
 * @param fast          the tasks of the fast lane
 * @param edit          the files that the learner edits, from the module's folder on
 * @param tasks         the tasks' titles; task 1 comes first
 */
public record Module(
        String id,
        String title,
        String tier,
        int talkMinutes,
        int selfMinutes,
        List<Integer> fast,
        List<String> edit,
        List<String> tasks) {

    /** The module's number as it is written, such as {@code 02}. */
    public String number() {
        return id.substring(0, 2);
    }

    /** The module's name without its number, such as {@code appending}. */
    public String name() {
        return id.substring(3);
    }
}
