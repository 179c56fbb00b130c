package workbook.coach.author;

import java.util.List;
import workbook.coach.curriculum.FilePatch;

/** The text of a mistake's file, where its diff is written by us and the rest by its author. */
final class MistakeFile {

    private static final String DIFF = "\n```diff\n";

    /** What a new one says, before its diff. */
    static final String NEW =
            """
            ---
            title: %1$s
            caught-by: [%1$s]
            ---
            %1$s: what is wrong, what would happen in production, where to look. Two to six sentences, to the learner.
            """
                    .formatted(NewModule.MARK);

    private MistakeFile() {}

    /** The file's text with another diff, or with one where there was none. */
    static String with(List<FilePatch> patches, String text) {
        StringBuilder file = new StringBuilder(text.split(DIFF, 2)[0]).append(DIFF);
        patches.forEach(patch -> patch.lines().forEach(line -> file.append(line).append('\n')));
        return file.append("```\n").toString();
    }
}
