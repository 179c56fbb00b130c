package workbook.coach;

import java.nio.file.Path;
import java.util.List;
import workbook.coach.build.CompileError;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Frame;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.Failure.SqlError;
import workbook.coach.worker.TestResult;

/** Results as a worker would tell them, for tests that need none to run. */
public final class FakeResults {

    private FakeResults() {}

    public static TestResult passed(String id, String name, int task) {
        return new TestResult(id, name, "", task, false, null, "", "");
    }

    public static TestResult failed(String id, String name, int task, Failure failure) {
        return new TestResult(id, name, "", task, false, failure, "", "");
    }

    public static TestResult stretch(TestResult result) {
        return new TestResult(
                result.id(),
                result.name(),
                result.with(),
                result.task(),
                true,
                result.failure(),
                result.database(),
                result.output());
    }

    /** The same test with a database and something printed. */
    public static TestResult on(String database, String output, TestResult result) {
        return new TestResult(
                result.id(),
                result.name(),
                result.with(),
                result.task(),
                result.stretch(),
                result.failure(),
                database,
                output);
    }

    public static Failure failure(Kind kind, String type, String message, Frame... frames) {
        return new Failure(kind, type, message, List.of(frames), null, "", "");
    }

    public static Failure todo() {
        return failure(Kind.TODO, "Todo", "TODO task 1: add (Count.java:5)");
    }

    public static Failure assertion() {
        return failure(Kind.ASSERTION, "AssertionFailedError", "[the sum] expected: 5 but was: 6");
    }

    /** @param rows the store as the test left it */
    public static Failure assertion(String message, String rows, Frame... frames) {
        return new Failure(Kind.ASSERTION, "AssertionFailedError", message, List.of(frames), null, rows, "");
    }

    public static Failure sql(Kind kind, String type, String message, SqlError error, String rows) {
        return new Failure(kind, type, message, List.of(), error, rows, "");
    }

    public static Verdict verdict(String module, TestResult... results) {
        return new Verdict(module, List.of(), List.of(results));
    }

    public static Verdict doesNotCompile(
            String module, Path file, int line, int column, String message, String source) {
        return new Verdict(module, List.of(new CompileError(file, line, column, message, source)), List.of());
    }
}
