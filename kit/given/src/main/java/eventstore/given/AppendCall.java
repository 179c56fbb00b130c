package eventstore.given;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.Function;
import org.postgresql.util.PSQLException;

/**
 * The plumbing between Java and {@code append_to_stream}: a batch travels as arrays, so any number of events is one
 * call and one round trip.
 */
public final class AppendCall {

    /** The SQLSTATE with which {@code append_to_stream} refuses a wrong expected version. */
    public static final String WRONG_EXPECTED_VERSION = "ES001";

    private static final String CALL = "select append_to_stream(?, ?, ?, ?, ?, ?)";

    private AppendCall() {}

    /**
     * Calls {@code append_to_stream} with a whole batch.
     *
     * @param connection the caller's connection, with the caller's transaction or in autocommit
     * @param streamId   the stream to append to
     * @param expected   what the caller believes of the stream
     * @param events     the batch, in order
     * @return what the function returned: the stream's new version
     * @throws SQLException what the function raised; with the SQLSTATE 22021, and nothing sent, for text that PostgreSQL can't
     *                      store
     */
    public static long send(Connection connection, String streamId, ExpectedVersion expected, List<NewEvent> events)
            throws SQLException {
        checkCharacters(streamId, events);
        try (PreparedStatement call = connection.prepareStatement(CALL)) {
            call.setString(1, streamId);
            call.setObject(2, expected.asArgument(), Types.BIGINT);
            call.setArray(3, column(connection, "uuid", events, NewEvent::id));
            call.setArray(4, column(connection, "text", events, NewEvent::type));
            call.setArray(5, column(connection, "jsonb", events, NewEvent::data));
            call.setArray(6, column(connection, "jsonb", events, NewEvent::metadata));
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * The version that the stream was really at, which {@code append_to_stream} puts in the error's DETAIL.
     *
     * @param refused an error with the SQLSTATE {@link #WRONG_EXPECTED_VERSION}
     * @return the stream's actual version
     * @throws IllegalStateException when the DETAIL is not a number
     */
    public static long actualVersion(SQLException refused) {
        String detail = refused instanceof PSQLException error && error.getServerErrorMessage() != null
                ? error.getServerErrorMessage().getDetail()
                : null;
        if (detail == null || !detail.matches("\\d+")) {
            throw new IllegalStateException(
                    "append_to_stream raised " + WRONG_EXPECTED_VERSION
                            + " without the stream's actual version in its DETAIL, which was: " + detail,
                    refused);
        }
        return Long.parseLong(detail);
    }

    private static void checkCharacters(String streamId, List<NewEvent> events) throws SQLException {
        Characters.check("the stream id", streamId);
        int place = 0;
        for (NewEvent event : events) {
            String of = " of event " + ++place + " of the batch";
            Characters.check("the type" + of, event.type());
            Characters.check("the data" + of, event.data());
            Characters.check("the metadata" + of, event.metadata());
        }
    }

    private static Array column(
            Connection connection, String type, List<NewEvent> events, Function<NewEvent, Object> part)
            throws SQLException {
        return connection.createArrayOf(type, events.stream().map(part).toArray());
    }
}
