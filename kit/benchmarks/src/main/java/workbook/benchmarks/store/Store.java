package workbook.benchmarks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * What the benchmarks ask of a store. The store under test, the reference or the learner's, is in a class loader of its
 * own; this is what both sides know.
 */
public interface Store extends Appender {

    /** Reads a stream in pages, as records that nobody keeps. @return how many there were */
    long records(Connection connection, String streamId, Runnable each) throws SQLException;

    /** Reads a stream and folds all of its events into a cart. @return the cart's version */
    long fold(Connection connection, String streamId) throws SQLException;

    /** The cart as of a moment. @return its version */
    long asOf(Connection connection, String streamId, Instant moment) throws SQLException;

    /** Keeps a snapshot of a cart as it is. */
    void snapshot(Connection connection, String streamId) throws SQLException;

    /** Loads a cart from its latest snapshot and the events after it. @return its version */
    long load(Connection connection, String streamId) throws SQLException;

    /** Appends, with the two read models kept up to date in the same transaction. */
    Appender projecting(DataSource readers);

    /** Makes the two read models anew out of all events. */
    void rebuild(Connection connection, DataSource readers) throws SQLException;
}
