package workbook.coach.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workbook.testing.EventStoreTest;

/** Tells the coach of each test as it begins and ends. */
final class Results implements TestExecutionListener {

    private static final String TASK = "task-";

    private final Consumer<Message> coach;
    private final FailureReader failures;
    private final LearnerOutput output;
    private final Map<String, String> databases = new ConcurrentHashMap<>();
    private TestPlan plan;

    Results(Consumer<Message> coach, FailureReader failures, LearnerOutput output) {
        this.coach = coach;
        this.failures = failures;
        this.output = output;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            output.take();
            coach.accept(Message.began(id(test), sentence(test)));
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        String database = entry.getKeyValuePairs().get(EventStoreTest.DATABASE);
        if (database != null) {
            databases.put(test.getUniqueId(), database);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        if (test.isTest() || thrown != null && isMethod(test)) {
            coach.accept(Message.ended(result(test, thrown)));
        } else if (thrown != null) {
            failedAsAWhole(test, thrown);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (!Cancellation.isRequested()) {
            failedAsAWhole(test, new AssertionError("this test was skipped: " + reason));
        }
    }

    /** A class that could not even begin: each of its tests failed of the same, also where its arguments are not known yet. */
    private void failedAsAWhole(TestIdentifier container, Throwable thrown) {
        if (isMethod(container)) {
            coach.accept(Message.ended(result(container, thrown)));
        }
        for (TestIdentifier child : plan.getChildren(container)) {
            failedAsAWhole(child, thrown);
        }
    }

    private static boolean isMethod(TestIdentifier test) {
        return test.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    private TestResult result(TestIdentifier test, Throwable thrown) {
        Failure failure = thrown == null ? null : failures.read(thrown);
        return new TestResult(
                id(test),
                sentence(test),
                with(test),
                task(test),
                isStretch(test),
                failure,
                databases.getOrDefault(test.getUniqueId(), ""),
                output.take());
    }

    private static String id(TestIdentifier test) {
        MethodSource method = (MethodSource)
                test.getSource().filter(MethodSource.class::isInstance).orElse(null);
        if (method == null) {
            return test.getLegacyReportingName();
        }
        String type = method.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getMethodName();
    }

    /** The sentence of a parameterized test stands on its container. */
    private String sentence(TestIdentifier test) {
        return isInvocation(test) ? parent(test).getDisplayName() : test.getDisplayName();
    }

    private String with(TestIdentifier test) {
        return isInvocation(test) ? test.getDisplayName() : "";
    }

    private boolean isInvocation(TestIdentifier test) {
        TestIdentifier parent = parent(test);
        return parent != null
                && parent.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    private TestIdentifier parent(TestIdentifier test) {
        return plan.getParent(test).orElse(null);
    }

    private static int task(TestIdentifier test) {
        return test.getTags().stream()
                .map(TestTag::getName)
                .filter(tag -> tag.startsWith(TASK))
                .map(tag -> Integer.parseInt(tag.substring(TASK.length())))
                .min(Integer::compare)
                .orElse(1);
    }

    private static boolean isStretch(TestIdentifier test) {
        return test.getTags().stream().anyMatch(tag -> tag.getName().equals("stretch"));
    }
}
