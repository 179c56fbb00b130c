package workbook.benchmarks;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import workbook.benchmarks.Race.Rival;
import workbook.benchmarks.report.Contest;

/** What this machine allows: how often a second the disk confirms a write, and the server answers a question. */
final class LimitsBenchmark implements Benchmark {

    private static final int PAGE = 8 * 1024;

    @Override
    public void run(Setting setting, Consumer<Contest> done) throws Exception {
        try (Connection connection = setting.database(List.of()).getConnection();
                FileChannel file = FileChannel.open(
                        setting.folder().resolve("flushed"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Shop.run(connection, "create table t (n int)");
            try (PreparedStatement question = connection.prepareStatement("select 1");
                    PreparedStatement commit = connection.prepareStatement("insert into t values (1)")) {
                Race race = setting.race(20, Duration.ofMillis(100));
                done.accept(race.run(
                        "the machine's limits, one at a time",
                        "a second",
                        List.of(
                                Rival.alone("a flush of 8 kB to disk", () -> {
                                    file.write(ByteBuffer.allocate(PAGE), 0);
                                    file.force(false);
                                    return 1L;
                                }),
                                Rival.alone("a commit of one small row", () -> (long) commit.executeUpdate()),
                                Rival.alone("a round trip", () -> {
                                    question.executeQuery().close();
                                    return 1L;
                                })),
                        List.of()));
            }
        }
    }
}
