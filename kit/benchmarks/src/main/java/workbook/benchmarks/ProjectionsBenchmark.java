package workbook.benchmarks;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import workbook.benchmarks.Race.Rival;
import workbook.benchmarks.report.Contest;
import workbook.benchmarks.store.Appender;
import workbook.benchmarks.store.Event;
import workbook.benchmarks.store.Implementation;

/** Projections: what two read models cost the append that keeps them up to date, and how fast they are made anew. */
final class ProjectionsBenchmark implements Benchmark {

    private final int rebuilt;

    /** @param rebuilt how many events the read models are made of */
    ProjectionsBenchmark(int rebuilt) {
        this.rebuilt = rebuilt;
    }

    @Override
    public void run(Setting setting, Consumer<Contest> done) throws Exception {
        for (Implementation measured : setting.implementations()) {
            DataSource database = setting.database(measured.scripts());
            try (Connection connection = database.getConnection()) {
                for (int batch : List.of(1, 10)) {
                    String title = measured.name() + ": append " + (batch == 1 ? "1 event" : batch + " events")
                            + " a call, 1 writer";
                    done.accept(setting.race(30, Duration.ofMillis(150))
                            .run(
                                    title,
                                    "events/s",
                                    List.of(
                                            Rival.alone(
                                                    "events only",
                                                    appends(measured.store(), connection, "plain " + batch, batch)),
                                            Rival.alone(
                                                    "and two read models",
                                                    appends(
                                                            measured.store().projecting(database),
                                                            connection,
                                                            "projected " + batch,
                                                            batch))),
                                    List.of()));
                }
            }
        }
        done.accept(rebuilds(setting));
    }

    private Contest rebuilds(Setting setting) throws Exception {
        int events = setting.size(rebuilt);
        List<Rival> rivals = new ArrayList<>();
        for (Implementation measured : setting.implementations()) {
            DataSource database = setting.database(measured.scripts());
            try (Connection connection = database.getConnection()) {
                Shop.manyCarts(connection, events);
                Shop.run(connection, "vacuum analyze");
            }
            rivals.add(Rival.alone(measured.name(), () -> {
                try (Connection connection = database.getConnection()) {
                    measured.store().rebuild(connection, database);
                    Shop.run(connection, "vacuum carts, product_popularity"); // else the next round pays for this one
                    return (long) events;
                }
            }));
        }
        String title = "rebuild two read models out of %,d events".formatted(events);
        return Race.of(2).run(title, "events/s", rivals, List.of());
    }

    private static Callable<Long> appends(Appender appender, Connection connection, String stream, int batch)
            throws Exception {
        Event opened = new Event(
                UUID.randomUUID(),
                "Opened",
                """
                {"cartId": "%1$s", "customerId": "%1$s", "openedAt": "2026-01-01T00:00:00Z"}"""
                        .formatted(stream));
        appender.append(connection, stream, 0, List.of(opened));
        long[] version = {1};
        return () -> {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                events.add(Event.itemAdded(i));
            }
            appender.append(connection, stream, version[0], events);
            version[0] += batch;
            return (long) batch;
        };
    }
}
