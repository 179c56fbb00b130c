package workbook.benchmarks.rivals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import workbook.benchmarks.store.Appender;
import workbook.benchmarks.store.Event;
import workbook.testing.database.Script;

/** The same as {@link NaiveJava}, in a function: one event a call, and so many calls in one transaction. */
public final class NaiveSql implements Appender {

    /** The function. */
    public static final Script SCRIPT = new Script(
            "naive.sql",
            """
            create function naive_append(stream text, expected bigint, id uuid, event_type text, event_data jsonb)
                returns bigint
                language plpgsql
            as $$
            declare
                actual bigint;
            begin
                select version into actual from streams where stream_id = stream for update;
                if coalesce(actual, 0) <> expected then
                    raise exception 'stream % is at version %', stream, actual;
                end if;
                insert into events (stream_id, version, event_id, type, data, metadata, recorded_at)
                values (stream, expected + 1, id, event_type, event_data, '{}', now());
                if actual is null then
                    insert into streams (stream_id, version) values (stream, 1);
                else
                    update streams set version = expected + 1 where stream_id = stream;
                end if;
                return expected + 1;
            end;
            $$;
            """);

    @Override
    public void append(Connection connection, String streamId, long version, List<Event> batch) throws SQLException {
        boolean several = batch.size() > 1;
        if (several) {
            connection.setAutoCommit(false);
        }
        try (PreparedStatement call = connection.prepareStatement("select naive_append(?, ?, ?, ?, ?::jsonb)")) {
            for (Event event : batch) {
                call.setString(1, streamId);
                call.setLong(2, version++);
                call.setObject(3, event.id());
                call.setString(4, event.type());
                call.setString(5, event.data());
                call.executeQuery().close();
            }
        }
        if (several) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
