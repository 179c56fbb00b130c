package workbook.coach.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.coach.offline.Prefetch;
import workbook.testing.postgres.Postgres;

@Command(
        name = "prefetch",
        description = "Fetch all that is needed later, for a place without a network.",
        mixinStandardHelpOptions = true)
final class PrefetchCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Prefetch prefetch = new Prefetch(Workbook.home());
        System.out.println("Fetching into your local Maven repository. The first time takes some minutes.");
        prefetch.maven(System.getProperty("workbook.maven", ""));
        good("Maven", "libraries and plugins are here");
        Postgres postgres = prefetch.postgres();
        good("PostgreSQL", postgres.rung() + ", at " + postgres.address());
        prefetch.jbang()
                .ifPresentOrElse(
                        notebooks -> good("JBang", notebooks + " notebooks have their libraries"),
                        () -> System.out.println(
                                "  note  JBang       is not on the PATH: only jbang notebooks/... would need it"));
        System.out.println("Everything works with the network off now.");
        return 0;
    }

    private static void good(String what, String found) {
        System.out.printf("  ok    %-11s %s%n", what, found);
    }
}
