package eventstore.{{package}};

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
        try (PreparedStatement query = connection.prepareStatement("select count_of_stream(?)")) {
            query.setString(1, streamId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
