package workbook.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import workbook.benchmarks.Race.Rival;
import workbook.benchmarks.report.Contest;
import workbook.benchmarks.report.Contest.Target;
import workbook.benchmarks.rivals.Floor;
import workbook.benchmarks.rivals.NaiveJava;
import workbook.benchmarks.rivals.NaiveSql;
import workbook.benchmarks.store.Appender;
import workbook.benchmarks.store.Event;
import workbook.benchmarks.store.Implementation;
import workbook.testing.database.Script;

/** Appends: one writer and eight, one event a call and ten, to streams that exist and to new ones. */
final class AppendBenchmark implements Benchmark {

    static final String FLOOR = "bare insert";
    static final String NAIVE_JAVA = "naive, from Java";
    static final String NAIVE_SQL = "naive, in SQL";

    /** The store before module 05: its clock is {@code now()}, as the naive ones' is. */
    static final String SIMPLE_CLOCK = "reference at 02";

    private static final int STREAMS_A_WRITER = 50;

    /** Somebody who appends, to a database of its own. */
    private record Contestant(String name, Appender appender, DataSource database) {}

    @Override
    public void run(Setting setting, Consumer<Contest> done) throws Exception {
        List<Script> scripts = new ArrayList<>(setting.reference().scripts());
        scripts.add(NaiveSql.SCRIPT);
        List<Contestant> others = List.of(
                new Contestant(FLOOR, new Floor(), setting.database(scripts)),
                new Contestant(NAIVE_JAVA, new NaiveJava(), setting.database(scripts)),
                new Contestant(NAIVE_SQL, new NaiveSql(), setting.database(scripts)));
        List<Contestant> stores = new ArrayList<>();
        for (Implementation measured : setting.implementations()) {
            stores.add(new Contestant(measured.name(), measured.store(), setting.database(measured.scripts())));
        }
        stores.add(new Contestant(
                SIMPLE_CLOCK,
                setting.reference().store(),
                setting.database(setting.reference().scripts().stream()
                        .filter(AppendBenchmark::isOf02OrBefore)
                        .toList())));
        for (int writers : List.of(8, 1)) {
            for (int batch : List.of(1, 10)) {
                for (boolean fresh : List.of(false, true)) {
                    done.accept(contest(setting, others, stores, writers, batch, fresh));
                }
            }
        }
    }

    private static boolean isOf02OrBefore(Script script) {
        return script.name().compareTo("03") < 0;
    }

    private static Contest contest(
            Setting setting, List<Contestant> others, List<Contestant> stores, int writers, int batch, boolean fresh)
            throws Exception {
        String title = "append, " + (writers == 1 ? "1 writer" : writers + " writers") + ", "
                + (batch == 1 ? "1 event" : batch + " events") + " a call, "
                + (fresh ? "new streams" : "existing streams");
        List<Connection> connections = new ArrayList<>();
        try {
            List<Rival> rivals = new ArrayList<>();
            for (Contestant contestant :
                    Stream.concat(others.stream(), stores.stream()).toList()) {
                List<Callable<Long>> workers = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    Connection connection = contestant.database().getConnection();
                    connections.add(connection);
                    String prefix = title + " " + writer + " ";
                    workers.add(
                            fresh
                                    ? toNewStreams(contestant.appender(), connection, prefix, batch)
                                    : toExistingStreams(
                                            contestant.appender(),
                                            connection,
                                            prefix,
                                            batch,
                                            setting.size(STREAMS_A_WRITER)));
                }
                rivals.add(new Rival(contestant.name(), workers));
            }
            return setting.race(30, Duration.ofMillis(150))
                    .run(
                            title,
                            "events/s",
                            rivals,
                            stores.stream()
                                    .flatMap(store -> targets(store.name(), writers, batch, fresh).stream())
                                    .toList());
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static List<Target> targets(String name, int writers, int batch, boolean fresh) {
        if (writers == 1 || fresh) {
            return List.of();
        }
        return batch == 1
                ? List.of(new Target(name, FLOOR, 0.6), new Target(name, NAIVE_SQL, 1), new Target(name, NAIVE_JAVA, 2))
                : List.of(new Target(name, NAIVE_SQL, 4), new Target(name, NAIVE_JAVA, 4));
    }

    private static Callable<Long> toNewStreams(Appender appender, Connection connection, String prefix, int batch) {
        long[] streams = {0};
        return () -> {
            appender.append(connection, prefix + streams[0]++, 0, events(batch));
            return (long) batch;
        };
    }

    /** A writer has streams of its own and goes from one to the next, as carts are filled side by side. */
    private static Callable<Long> toExistingStreams(
            Appender appender, Connection connection, String prefix, int batch, int streams) throws SQLException {
        for (int stream = 0; stream < streams; stream++) {
            appender.append(connection, prefix + stream, 0, events(batch));
        }
        long[] appended = {streams};
        return () -> {
            long stream = appended[0] % streams;
            long version = appended[0]++ / streams * batch;
            appender.append(connection, prefix + stream, version, events(batch));
            return (long) batch;
        };
    }

    private static List<Event> events(int batch) {
        return IntStream.range(0, batch).mapToObj(Event::itemAdded).toList();
    }
}
