package workbook.benchmarks;

import java.util.function.Consumer;
import workbook.benchmarks.report.Contest;

/** One of the things to measure. */
interface Benchmark {

    /** @param done told of every contest when it is over */
    void run(Setting setting, Consumer<Contest> done) throws Exception;
}
