package workbook.coach.run;

import workbook.coach.curriculum.Module;

/** How much of a module is asked before it counts as done: all of its gate, or the fast lane's tasks. */
public enum Lane {
    WHOLE,
    FAST;

    /** Whether the module counts as done by this run. */
    public boolean passed(Module module, Verdict verdict) {
        return verdict.gatePassed()
                || this == FAST && verdict.compiled() && (isGiven(module) || verdict.passed(module.fast()));
    }

    /** Whether nothing of the module is asked in this lane: all of it is given, and for home. */
    public boolean isGiven(Module module) {
        return this == FAST && module.fast().isEmpty();
    }
}
