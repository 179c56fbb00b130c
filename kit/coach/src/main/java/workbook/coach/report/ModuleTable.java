package workbook.coach.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.ModuleProgress;
import workbook.coach.progress.Progress;

/** The table of modules with how far the learner is. */
public final class ModuleTable {

    private ModuleTable() {}

    public static String of(Course course, Progress progress) {
        Module current = progress.current(course);
        List<Column> columns = List.of(
                column("", HorizontalAlign.LEFT),
                column("module", HorizontalAlign.LEFT),
                column("you build", HorizontalAlign.LEFT),
                column("minutes", HorizontalAlign.RIGHT),
                column("state", HorizontalAlign.LEFT));
        String[][] rows = course.modules().stream()
                .map(module -> new String[] {
                    module.equals(current) ? ">" : " ",
                    module.id(),
                    module.title(),
                    Integer.toString(module.selfMinutes()),
                    state(progress.of(module))
                })
                .toArray(String[][]::new);
        return AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .data(columns.toArray(Column[]::new), rows)
                .asString();
    }

    /** A module's state in words. */
    public static String state(ModuleProgress progress) {
        if (progress.passed()) {
            return progress.red() ? "was done, red now" : "done";
        }
        if (progress.fast()) {
            return "fast lane done";
        }
        return progress.red() ? "in progress" : progress.skipped() ? "skipped" : "to do";
    }

    private static Column column(String header, HorizontalAlign align) {
        return new Column().header(header).headerAlign(HorizontalAlign.LEFT).dataAlign(align);
    }
}
