package workbook.coach.run;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import workbook.coach.build.Source;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;

/**
 * Whose earlier modules a run builds on.
 *
 * @param sources  one for each earlier module, nearest first
 * @param own      the modules of which the learner's own code is used, in order
 * @param inWords  such as {@code 01 yours, 02 reference}; empty where there are none
 */
public record Earlier(List<Source> sources, List<Module> own, String inWords) {

    /**
     * @param own tells of which modules the learner's own code is used; the reference's is used for the rest
     */
    public static Earlier of(Course course, Module module, Predicate<Module> own) {
        List<Module> before = course.before(module);
        return new Earlier(
                before.reversed().stream()
                        .map(m -> own.test(m) ? Sources.exercise(course, m) : Sources.solution(course, m))
                        .toList(),
                before.stream().filter(own).toList(),
                before.stream()
                        .map(m -> m.number() + (own.test(m) ? " yours" : " reference"))
                        .collect(Collectors.joining(", ")));
    }
}
