package workbook.coach.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

/** What differs between two versions of a module's files, as a unified diff. */
public final class Diff {

    private static final int CONTEXT = 3;
    private static final int NAMES = 2; // lines that a diff begins with

    private final Course course;
    private final Style style;

    public Diff(Course course, Style style) {
        this.course = course;
        this.style = style;
    }

    /** From what the learner wrote to the reference, file by file; a file that is the same is named. */
    public String toReference(Module module) {
        return module.edit().stream()
                .map(file -> {
                    Path reference = course.reference(module, file);
                    return diff(course.exercise(module).resolve(file), reference, course.shown(reference));
                })
                .collect(Collectors.joining("\n"));
    }

    /** From the reference to one of its mistakes. */
    public String toMistake(Mistake mistake) {
        return mistake.patch().stream().map(patch -> coloured(patch.lines())).collect(Collectors.joining("\n"));
    }

    private String diff(Path from, Path to, String toName) {
        List<String> before = lines(from);
        Patch<String> patch = DiffUtils.diff(before, lines(to));
        if (patch.getDeltas().isEmpty()) {
            return course.shown(from) + ": the same as the reference.\n";
        }
        return coloured(UnifiedDiffUtils.generateUnifiedDiff(course.shown(from), toName, before, patch, CONTEXT));
    }

    private String coloured(List<String> diff) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < diff.size(); line++) {
            text.append(line < NAMES ? style.bold(diff.get(line)) : coloured(diff.get(line)))
                    .append('\n');
        }
        return text.toString();
    }

    private String coloured(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> style.green(line);
            case '-' -> style.red(line);
            case '@' -> style.faint(line);
            default -> line;
        };
    }

    private static List<String> lines(Path file) {
        return Folders.readIfThere(file).lines().toList();
    }
}
