package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.testing.postgres.EmbeddedServer;

@Command(name = "stop", description = "Stop this clone's PostgreSQL.", mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        EmbeddedServer.Stopped seen = EmbeddedServer.of(Workbook.home()).stop();
        System.out.println(
                switch (seen) {
                    case ENDED -> "PostgreSQL is stopped. The next run starts it again.";
                    case NONE_RAN -> "No PostgreSQL of this clone was running.";
                    case LIVES ->
                        "PostgreSQL was told to stop, but it is still running: end the process that "
                                + ".workbook/server.json names.";
                });
        return seen == EmbeddedServer.Stopped.LIVES ? 2 : 0;
    }
}
