package workbook.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import workbook.benchmarks.report.Contest;

/**
 * Measures rivals next to each other: many short rounds, and in each round every rival has its lap, another one first
 * each time. Whatever else the machine does in these seconds it does to all of them. (JMH runs one rival to its end
 * before the next one begins: fit for code that computes, not for rivals that share a disk with strangers.)
 */
final class Race {

    /**
     * One lap: some work, done over and over.
     *
     * @param name    the rival
     * @param workers what each of its threads does once; it returns how many units that was
     */
    record Rival(String name, List<Callable<Long>> workers) {

        static Rival alone(String name, Callable<Long> worker) {
            return new Rival(name, List.of(worker));
        }
    }

    private final int rounds;
    private final int warmUp;
    private final Duration lap;

    private Race(int rounds, int warmUp, Duration lap) {
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.lap = lap;
    }

    /** Laps that take this long or a little longer, after some that do not count. */
    Race(int rounds, Duration lap) {
        this(rounds, Math.max(1, rounds / 5), lap);
    }

    /** For work that takes long: a lap is doing it once, and every one counts. */
    static Race of(int rounds) {
        return new Race(rounds, 0, Duration.ZERO);
    }

    /** @return units a second, one value a rival and round */
    Contest run(String title, String unit, List<Rival> rivals, List<Contest.Target> targets) throws Exception {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        rivals.forEach(rival -> values.put(rival.name(), new ArrayList<>()));
        List<Rival> order = new ArrayList<>(rivals);
        int threads =
                rivals.stream().mapToInt(rival -> rival.workers().size()).max().orElseThrow();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int round = -warmUp; round < rounds; round++) {
                for (Rival rival : order) {
                    double rate = lap(pool, rival.workers());
                    if (round >= 0) {
                        values.get(rival.name()).add(rate);
                    }
                }
                Collections.rotate(order, 1);
            }
        }
        return new Contest(
                title,
                unit,
                values.entrySet().stream()
                        .map(entry -> new Contest.Entry(entry.getKey(), List.copyOf(entry.getValue())))
                        .toList(),
                targets);
    }

    private double lap(ExecutorService pool, List<Callable<Long>> workers) throws Exception {
        long begun = System.nanoTime();
        long end = begun + lap.toNanos();
        List<Future<Double>> done = new ArrayList<>();
        for (Callable<Long> worker : workers) {
            done.add(pool.submit(() -> {
                long units = 0;
                do {
                    units += worker.call();
                } while (System.nanoTime() < end);
                return units / ((System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1));
            }));
        }
        double rate = 0;
        for (Future<Double> each : done) {
            rate += each.get();
        }
        return rate;
    }
}
