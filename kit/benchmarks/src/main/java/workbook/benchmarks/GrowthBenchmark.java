package workbook.benchmarks;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import workbook.benchmarks.Race.Rival;
import workbook.benchmarks.report.Contest;
import workbook.benchmarks.report.Contest.Target;
import workbook.benchmarks.store.Event;
import workbook.benchmarks.store.Implementation;
import workbook.benchmarks.store.Store;

/** Growth: neither a long stream nor a full store makes an append dearer, nor a load that has a snapshot. */
final class GrowthBenchmark implements Benchmark {

    private static final double FLAT = 0.8; // as fast, but for the noise

    @Override
    public void run(Setting setting, Consumer<Contest> done) throws Exception {
        List<Integer> sizes = List.of(1, setting.size(1_000), setting.size(1_000_000));
        for (Implementation measured : setting.implementations()) {
            Store store = measured.store();
            DataSource database = setting.database(measured.scripts());
            try (Connection connection = database.getConnection()) {
                for (int size : sizes) {
                    Shop.longCart(connection, store, "append " + size, size);
                    Shop.longCart(connection, store, "load " + size, size);
                }
                Shop.run(connection, "vacuum analyze", "checkpoint");
                done.accept(contest(
                        setting,
                        measured.name() + ": append to a long stream",
                        "appends/s",
                        sizes,
                        "stream of %,d",
                        size -> appends(store, connection, "append " + size, size)));
                done.accept(contest(
                        setting,
                        measured.name() + ": load a long stream from a snapshot",
                        "loads/s",
                        sizes.subList(1, 3),
                        "stream of %,d",
                        size -> () -> {
                            store.load(connection, "load " + size);
                            return 1L;
                        }));
            }
            List<Connection> connections = new ArrayList<>();
            done.accept(contest(
                    setting,
                    measured.name() + ": append to a full store",
                    "appends/s",
                    List.of(setting.size(1_000), setting.size(100_000), setting.size(1_000_000)),
                    "store of %,d",
                    size -> {
                        Connection connection =
                                setting.database(measured.scripts()).getConnection();
                        connections.add(connection);
                        Shop.manyCarts(connection, size);
                        Shop.run(connection, "vacuum analyze", "checkpoint");
                        store.append(connection, "mine", 0, List.of(Event.itemAdded(0)));
                        return appends(store, connection, "mine", 1);
                    }));
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** What is done at one size. */
    private interface AtSize {

        Callable<Long> of(int size) throws Exception;
    }

    private static Contest contest(
            Setting setting, String title, String unit, List<Integer> sizes, String name, AtSize work)
            throws Exception {
        List<Rival> rivals = new ArrayList<>();
        for (int size : sizes) {
            rivals.add(Rival.alone(name.formatted(size), work.of(size)));
        }
        return setting.race(20, Duration.ofMillis(200))
                .run(
                        title,
                        unit,
                        rivals,
                        List.of(new Target(
                                rivals.getLast().name(), rivals.getFirst().name(), FLAT)));
    }

    private static Callable<Long> appends(Store store, Connection connection, String stream, long version) {
        long[] at = {version};
        return () -> {
            store.append(connection, stream, at[0], List.of(Event.itemAdded(at[0]++)));
            return 1L;
        };
    }
}
