package eventstore.projections;

import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Given. Turns events into the rows of one read model. */
public interface Projection {

    /**
     * Brings the read model up to date with the events of one append, or in a rebuild with those of many streams.
     *
     * @param connection where the append's transaction is open: what is written here commits with it, or never was
     * @param events     those of a stream in the order of their versions; those that mean nothing here are passed over
     */
    void project(Connection connection, List<RecordedEvent> events) throws SQLException;

    /** Empties the read model. Those who read it see the old rows until the transaction commits. */
    void clear(Connection connection) throws SQLException;
}
