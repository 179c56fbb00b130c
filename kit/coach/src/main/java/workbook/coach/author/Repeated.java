package workbook.coach.author;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.run.Runner;
import workbook.coach.worker.TestResult;

/**
 * Runs a module's tests on the reference again and again, the second half of the runs with every core busy. A test that is red in
 * one of them depends on luck.
 */
final class Repeated {

    private final Course course;
    private final Module module;
    private final int times;

    /** @param times how many runs */
    Repeated(Course course, Module module, int times) {
        this.course = course;
        this.module = module;
        this.times = times;
    }

    /** What was red, with how often, and what the test said the first time. */
    List<String> findings(Runner runner) {
        Map<String, Integer> red = new LinkedHashMap<>();
        Map<String, String> said = new LinkedHashMap<>();
        for (int run = 0; run < times; run++) {
            for (TestResult result : run < times / 2 ? results(runner) : resultsUnderLoad(runner)) {
                if (!result.passed()) {
                    red.merge(result.id(), 1, Integer::sum);
                    said.putIfAbsent(result.id(), result.failure().message());
                }
            }
        }
        return red.entrySet().stream()
                .map(test -> test.getKey() + " was red " + test.getValue() + " times of " + times + "; it said first: "
                        + said.get(test.getKey()).strip().replaceAll("\\s+", " "))
                .toList();
    }

    private List<TestResult> results(Runner runner) {
        return runner.runOnReference(module, Sources.solution(course, module)).results();
    }

    private List<TestResult> resultsUnderLoad(Runner runner) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService load = Executors.newFixedThreadPool(cores)) {
            for (int core = 0; core < cores; core++) {
                load.submit(Repeated::spin);
            }
            try {
                return results(runner);
            } finally {
                load.shutdownNow();
            }
        }
    }

    private static void spin() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
