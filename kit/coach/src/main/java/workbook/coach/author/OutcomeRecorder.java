package workbook.coach.author;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import workbook.coach.UserException;
import workbook.coach.build.Source;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.diagnosis.Outcome;
import workbook.coach.diagnosis.Outcomes;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;

/** Runs a module's stub, its mistakes and a few pairs of mistakes, and puts on record what becomes of them. */
final class OutcomeRecorder {

    private static final int PAIRS = 5;

    private final Course course;
    private final Module module;
    private final Runner runner;

    OutcomeRecorder(Course course, Module module, Runner runner) {
        this.course = course;
        this.module = module;
        this.runner = runner;
    }

    /** @throws UserException when a mistake can't be read, or no longer applies */
    void record() {
        Outcomes outcomes = Outcomes.of(course, module);
        outcomes.forgetMistakes();
        Verdict stub = run(Sources.exercise(course, module));
        outcomes.knowTests(stub);
        outcomes.put(Outcomes.STUB, List.of(), Outcome.of(stub));
        List<Mistake> mistakes = Mistake.of(course, module);
        for (Mistake mistake : mistakes) {
            outcomes.put(
                    mistake.slug(), List.of(mistake.slug()), Outcome.of(run(Sources.mistake(course, module, mistake))));
        }
        pairs(mistakes, outcomes);
        outcomes.write(course, module);
    }

    /** Two that can be made in one answer: which ones is left to a chance that is the same each time. */
    private void pairs(List<Mistake> mistakes, Outcomes outcomes) {
        int found = 0;
        for (List<Mistake> pair : shuffledPairs(mistakes)) {
            Optional<Verdict> verdict = found < PAIRS ? both(pair) : Optional.empty();
            if (verdict.isPresent()) {
                found++;
                List<String> names = pair.stream().map(Mistake::slug).toList();
                outcomes.put(String.join(Outcomes.AND, names), names, Outcome.of(verdict.get()));
            }
        }
    }

    private Optional<Verdict> both(List<Mistake> pair) {
        try {
            return Optional.of(run(Sources.mistakes(course, module, pair))).filter(Verdict::compiled);
        } catch (UserException oneIsInTheWayOfTheOther) {
            return Optional.empty();
        }
    }

    private List<List<Mistake>> shuffledPairs(List<Mistake> all) {
        List<Mistake> mistakes =
                all.stream().filter(mistake -> mistake.sometimes().isEmpty()).toList();
        List<List<Mistake>> pairs = new ArrayList<>();
        for (int i = 0; i < mistakes.size(); i++) {
            for (Mistake other : mistakes.subList(i + 1, mistakes.size())) {
                pairs.add(List.of(mistakes.get(i), other));
            }
        }
        Collections.shuffle(pairs, new Random(module.id().hashCode()));
        return pairs;
    }

    private Verdict run(Source source) {
        return runner.runOnReference(module, source);
    }
}
