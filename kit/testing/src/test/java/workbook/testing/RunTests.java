package workbook.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the test classes that are the arguments, and prints what a listener hears: an event and its test, a line each. */
final class RunTests {

    private RunTests() {}

    public static void main(String[] args) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(args).map(name -> selectClass(name)).toArray(DiscoverySelector[]::new))
                .execute()
                .allEvents()
                .stream()
                .map(RunTests::line)
                .forEach(System.out::println);
    }

    private static String line(Event event) {
        return event.getType() + " " + event.getTestDescriptor().getDisplayName()
                + event.getPayload(TestExecutionResult.class)
                        .flatMap(TestExecutionResult::getThrowable)
                        .map(thrown -> " " + thrown.getClass().getSimpleName())
                        .orElse("");
    }
}
