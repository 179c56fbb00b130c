package workbook.coach.diagnosis;

/** How alike two failures of one test are. */
enum Likeness {

    /** They are of different kinds, or PostgreSQL said different things. */
    NONE(0),
    /** They are of one kind. */
    KIND(1),
    /** They begin with the same promise, the description of one assertion. */
    PROMISE(2),
    /** They begin with the same promise, and what follows depends on the machine: it speaks neither for nor against. */
    VARIES(0),
    /** They begin with the same words. */
    WORDS(2.5),
    /** All that was said is the same, but for chance. */
    WHOLE(3);

    private final double weight;

    Likeness(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }
}
