package eventstore.timetravel;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.EventRows;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows a stream's state as it was: at a version, or as of a moment.
 *
 * <p>What it shows at a version stays the same for ever. What it shows as of a moment may grow, until every append that
 * had begun by then has ended.
 *
 * @param <S> the domain's state
 * @param <E> the domain's events
 */
public final class TimeMachine<S, E> {

    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    private final StreamAggregator<S, E> aggregator;

    /**
     * @param aggregator folds the domain's events
     */
    public TimeMachine(StreamAggregator<S, E> aggregator) {
        this.aggregator = aggregator;
    }

    /**
     * One event of a stream, and what it changed.
     *
     * @param event  what happened
     * @param before the state that it found
     * @param after  the state that it left
     */
    public record Change<S>(RecordedEvent event, S before, S after) {}

    /**
     * The state after the first so many events.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @param version    the version of the last event that counts; 0 for the state before the first event
     * @return the state, with that version
     * @throws IllegalArgumentException when the version is negative, or the stream has not come to it yet: its answer
     *                                  would change with the next event. The message names the stream and the version
     */
    public Aggregate<S> atVersion(Connection connection, String streamId, long version) throws SQLException {
        String sql = "select * from events where stream_id = ? and version <= ? order by version";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, streamId);
            query.setLong(2, version);
            Aggregate<S> aggregate = aggregator.fold(aggregator.empty(), EventRows.list(query));
            if (aggregate.version() != version) {
                throw new IllegalArgumentException("stream '" + streamId + "' has no version " + version);
            }
            return aggregate;
        }
    }

    /**
     * The state after all events that were recorded by a moment. Those events are a prefix of the stream: none of them
     * is missing in between, and no batch is in it by half.
     *
     * @param connection the caller's connection
     * @param streamId   the stream
     * @param moment     the moment, to the nanosecond; an event that was recorded exactly then counts
     * @return the state, and the version of the last event that counted; the initial state at 0 when there was none
     */
    public Aggregate<S> asOf(Connection connection, String streamId, Instant moment) throws SQLException {
        return atVersion(connection, streamId, versionAsOf(connection, streamId, moment));
    }

    /**
     * The shorter one of two prefixes: what a moment shows, but no more than so many events.
     *
     * @param moment     as for {@link #asOf(Connection, String, Instant)}
     * @param atMost     the version of the last event that may count, 0 or more; it may be one that the stream has not
     *                   come to yet
     * @throws IllegalArgumentException when the version is negative
     */
    public Aggregate<S> asOf(Connection connection, String streamId, Instant moment, long atMost) throws SQLException {
        return atVersion(connection, streamId, Math.min(atMost, versionAsOf(connection, streamId, moment)));
    }

    /**
     * What happened to a stream, event by event, with the state before and after each.
     *
     * @return a change for each event, the oldest first; none for a stream that does not exist
     */
    public List<Change<S>> history(Connection connection, String streamId) throws SQLException {
        List<Change<S>> changes = new ArrayList<>();
        Aggregate<S> before = aggregator.empty();
        for (RecordedEvent event : new EventStore().readStream(connection, streamId)) {
            Aggregate<S> after = aggregator.fold(before, List.of(event));
            changes.add(new Change<>(event, before.state(), after.state()));
            before = after;
        }
        return changes;
    }

    /** The moment as PostgreSQL can say it: Java's go on where its times end, and no event is out there. */
    private static OffsetDateTime parameter(Instant moment) {
        Instant known = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
        // The store's clock ticks in microseconds, and the driver rounds: cut, or it may ask about a later moment.
        return known.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static long versionAsOf(Connection connection, String streamId, Instant moment) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select version_as_of(?, ?)")) {
            call.setString(1, streamId);
            call.setObject(2, parameter(moment));
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
