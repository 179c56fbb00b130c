package workbook.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of several rivals in one run: each has one value a round, and those of one round were taken next
 * to each other. So the ratios hold even where the machine was slow for a while, and the plain values may not.
 *
 * @param title   what they did
 * @param unit    of the values, such as {@code events/s}; more is better
 * @param entries the rivals; the first is what the others are compared with
 * @param targets what should come of it
 */
public record Contest(String title, String unit, List<Entry> entries, List<Target> targets) {

    /**
     * @param name   the rival
     * @param values one a round, in order
     */
    public record Entry(String name, List<Double> values) {

        public double median() {
            return quantile(values, 0.5);
        }

        /** A quarter of the rounds gave less. */
        public double low() {
            return quantile(values, 0.25);
        }

        /** A quarter of the rounds gave more. */
        public double high() {
            return quantile(values, 0.75);
        }

        /** How many times as fast as another: the median of the rounds' ratios. */
        public double ratio(Entry other) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < values.size(); round++) {
                ratios.add(values.get(round) / other.values.get(round));
            }
            return quantile(ratios, 0.5);
        }
    }

    /**
     * A ratio to reach.
     *
     * @param name    a rival
     * @param against another
     * @param atLeast how many times as fast it should be
     */
    public record Target(String name, String against, double atLeast) {}

    public Entry entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What has come of a target. */
    public double reached(Target target) {
        return entry(target.name()).ratio(entry(target.against()));
    }

    /** Whether a target was reached. */
    public boolean reaches(Target target) {
        return reached(target) >= target.atLeast();
    }

    /** The value below which that part of the values lies, between two of them in proportion. */
    static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        double below = sorted.get((int) Math.floor(place));
        double above = sorted.get((int) Math.ceil(place));
        return below + (above - below) * (place - Math.floor(place));
    }
}
