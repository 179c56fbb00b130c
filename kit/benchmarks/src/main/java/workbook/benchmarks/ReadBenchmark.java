package workbook.benchmarks;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import workbook.benchmarks.Race.Rival;
import workbook.benchmarks.report.Contest;
import workbook.benchmarks.report.Contest.Entry;
import workbook.benchmarks.report.Contest.Target;
import workbook.benchmarks.store.Implementation;
import workbook.benchmarks.store.Store;

/** Reads: a stream as records, folded, with a snapshot, and as of the middle, against {@code copy ... to}. */
final class ReadBenchmark implements Benchmark {

    private static final String COPY = "copy to stdout";

    @Override
    public void run(Setting setting, Consumer<Contest> done) throws Exception {
        List<Connection> connections = new ArrayList<>();
        int longest = Math.max(2_000, setting.size(100_000));
        try {
            for (Implementation measured : setting.implementations()) {
                connections.add(setting.database(measured.scripts()).getConnection());
            }
            for (int events : List.of(10, 1_000, longest)) {
                String stream = "cart of " + events;
                for (int i = 0; i < connections.size(); i++) {
                    Store store = setting.implementations().get(i).store();
                    Shop.longCart(connections.get(i), store, stream, events);
                    Shop.run(connections.get(i), "vacuum analyze");
                }
                done.accept(reading(setting, connections, stream, events));
                done.accept(loading(setting, connections, stream, events));
                if (events == longest) {
                    done.accept(memory(setting.reference().store(), connections.getFirst(), stream, events));
                }
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Contest reading(Setting setting, List<Connection> connections, String stream, int events)
            throws Exception {
        List<Rival> rivals = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        rivals.add(Rival.alone(COPY, copy(connections.getFirst(), stream)));
        for (int i = 0; i < connections.size(); i++) {
            Implementation measured = setting.implementations().get(i);
            Connection connection = connections.get(i);
            rivals.add(Rival.alone(
                    measured.name() + ", as records", () -> measured.store().records(connection, stream, () -> {})));
            rivals.add(Rival.alone(
                    measured.name() + ", folded", () -> measured.store().fold(connection, stream)));
            if (events > 1_000) {
                targets.add(new Target(measured.name() + ", as records", COPY, 0.3));
            }
        }
        return setting.race(15, Duration.ofMillis(150))
                .run("read, a stream of %,d events".formatted(events), "events/s", rivals, targets);
    }

    private static Contest loading(Setting setting, List<Connection> connections, String stream, int events)
            throws Exception {
        List<Rival> rivals = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        Instant middle = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(events / 2);
        for (int i = 0; i < connections.size(); i++) {
            Implementation measured = setting.implementations().get(i);
            Store store = measured.store();
            Connection connection = connections.get(i);
            String all = measured.name() + ", all events";
            String snapshot = measured.name() + ", from a snapshot";
            rivals.add(Rival.alone(all, once(() -> store.fold(connection, stream))));
            rivals.add(Rival.alone(
                    measured.name() + ", as of the middle", once(() -> store.asOf(connection, stream, middle))));
            rivals.add(Rival.alone(snapshot, once(() -> store.load(connection, stream))));
            if (events > 1_000) {
                targets.add(new Target(snapshot, all, 100));
            }
        }
        return setting.race(15, Duration.ofMillis(150))
                .run("load a cart, a stream of %,d events".formatted(events), "loads/s", rivals, targets);
    }

    /** What is alive in the JVM's heap early in a stream, and late. */
    private static Contest memory(Store store, Connection connection, String stream, int events) throws Exception {
        List<Double> early = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            AtomicInteger read = new AtomicInteger();
            store.records(connection, stream, () -> {
                int event = read.incrementAndGet();
                if (event == 1_001) {
                    early.add(liveMegabytes());
                } else if (event == events) {
                    late.add(liveMegabytes());
                }
            });
        }
        String first = "at event 1,001";
        String last = "at event %,d".formatted(events);
        return new Contest(
                "memory, reading %,d events as records".formatted(events),
                "MB alive",
                List.of(new Entry(first, early), new Entry(last, late)),
                List.of(new Target(first, last, 0.8)));
    }

    private static double liveMegabytes() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return (jvm.totalMemory() - jvm.freeMemory()) / (1024.0 * 1024);
    }

    private static Callable<Long> once(Callable<Long> work) {
        return () -> {
            work.call();
            return 1L;
        };
    }

    private static Callable<Long> copy(Connection connection, String stream) throws SQLException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String sql = "copy (select * from events where stream_id = '" + stream + "' order by version) to stdout";
        return () -> copy.copyOut(sql, OutputStream.nullOutputStream());
    }
}
