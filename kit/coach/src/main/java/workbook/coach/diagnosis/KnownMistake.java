package workbook.coach.diagnosis;

import java.util.List;
import java.util.Map;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;

/**
 * A mistake, and what becomes of the tests with it.
 *
 * @param red the tests that fail with it, by id; those that fail with it only sometimes are left out
 */
public record KnownMistake(Mistake mistake, Map<String, Red> red) {

    /** A module's mistakes; one that is not on record yet is left out. */
    public static List<KnownMistake> of(Course course, Module module) {
        Outcomes outcomes = Outcomes.of(course, module);
        return Mistake.of(course, module).stream()
                .flatMap(mistake -> outcomes.outcome(mistake.slug()).stream().map(outcome -> of(mistake, outcome)))
                .toList();
    }

    static KnownMistake of(Mistake mistake, Outcome outcome) {
        return new KnownMistake(mistake, outcome.without(mistake.sometimes()).red());
    }
}
