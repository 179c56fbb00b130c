package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.testing.postgres.EmbeddedServer;

@Command(name = "stop", description = "Stop this clone's PostgreSQL.", mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.out.println(EmbeddedServer.of(Workbook.home()).stop()
                ? "PostgreSQL is stopped. The next run starts it again." : "No PostgreSQL of this clone was running.");
        return 0;
    }
}
