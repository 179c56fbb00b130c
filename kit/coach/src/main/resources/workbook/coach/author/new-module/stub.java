package eventstore.{{package}};

import eventstore.given.Todo;
import java.sql.Connection;
import java.sql.SQLException;

/** TO WRITE: what the learner builds, in a sentence. The example counts the events of a stream. */
public final class {{Class}} {

    /**
     * How many events a stream has.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @return 0 for a stream that does not exist
     */
    public long count(Connection connection, String streamId) throws SQLException {
        throw new Todo(1, "ask count_of_stream how many events a stream has");
    }
}
