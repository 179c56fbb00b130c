package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.report.StoreQuery;
import workbook.coach.run.LastDatabase;
import workbook.testing.postgres.PostgresLadder;

@Command(
        name = "sql",
        description = "Look at the store as the last run's failing test left it. It can only read.",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SQL", description = "such as \"select * from events\"")
    private String sql;

    @Option(names = "--full", description = "Show long values whole.")
    private boolean whole;

    @Override
    public Integer call() {
        Course course = Workbook.course();
        String database = LastDatabase.of(course)
                .orElseThrow(() -> new UserException(
                        "There is no store to look at: the last run left none. ./workbook run NN, with a test"
                                + " that fails, makes one."));
        System.out.print(new StoreQuery(PostgresLadder.climb(course.home(), PostgresLadder.setting()), database)
                .table(sql, whole));
        return 0;
    }
}
