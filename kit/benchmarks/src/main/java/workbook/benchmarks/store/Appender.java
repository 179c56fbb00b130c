package workbook.benchmarks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Somebody who appends events to a stream. */
@FunctionalInterface
public interface Appender {

    /**
     * Appends a batch in one transaction.
     *
     * @param connection in autocommit
     * @param version    the version that the stream is at, 0 for one that does not exist yet
     */
    void append(Connection connection, String streamId, long version, List<Event> batch) throws SQLException;
}
