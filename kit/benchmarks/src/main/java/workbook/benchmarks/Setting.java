package workbook.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import workbook.benchmarks.report.Contest;
import workbook.benchmarks.store.Implementation;
import workbook.testing.database.Script;

/** What a benchmark is run with: a server, the implementations to measure, and how much time it may take. */
final class Setting {

    private final DurableServer server;
    private final List<Implementation> implementations;
    private final boolean quick;

    /** @param implementations the reference first, then what is measured next to it */
    Setting(DurableServer server, List<Implementation> implementations, boolean quick) {
        this.server = server;
        this.implementations = implementations;
        this.quick = quick;
    }

    List<Implementation> implementations() {
        return implementations;
    }

    Implementation reference() {
        return implementations.getFirst();
    }

    DataSource database(List<Script> scripts) throws SQLException {
        return server.database(scripts);
    }

    Path folder() {
        return server.folder();
    }

    /** A quick run is too short to reach anything. */
    Contest judged(Contest contest) {
        return quick ? new Contest(contest.title(), contest.unit(), contest.entries(), List.of()) : contest;
    }

    /** So many rounds, or enough of them to see that it works. */
    Race race(int rounds, Duration lap) {
        return quick ? new Race(2, Duration.ofMillis(2)) : new Race(rounds, lap);
    }

    /** A size that a quick run makes a hundred times smaller. */
    int size(int full) {
        return quick ? Math.max(10, full / 100) : full;
    }
}
