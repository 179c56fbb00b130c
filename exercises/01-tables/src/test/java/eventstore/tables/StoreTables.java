package eventstore.tables;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import workbook.testing.OfferedRow;
import workbook.testing.TablePromises;

/** The two tables of this module, and rows to offer to them. */
final class StoreTables {

    /** Ids of streams that look alike, as SQL. Every one of them is another stream's. */
    static final List<String> LOOK_ALIKES = List.of("'cart-1'", "'cart-2'", "'cart-10'", "'cart-11'", "'CART-1'",
            "'cart_1'", "'cart-%'", "'cart1'", "'cart-01'", "'cart--1'", "' cart-1'", "'cart-1 '", "'cärt-1'",
            "'cart-1''s'", "'my-cart-1'", "'order-1'", "repeat('x', 299) || 'a'", "repeat('x', 299) || 'b'");

    private final TablePromises promises;

    StoreTables(Connection connection) {
        this.promises = new TablePromises(connection, "01-tables", Map.of("streams", 1, "events", 2));
    }

    TablePromises promises() {
        return promises;
    }

    /** A row of streams: a stream at version 1. */
    OfferedRow stream(String id) {
        return streamInSql("'" + id + "'");
    }

    /** The same, with an id that is written in SQL. */
    OfferedRow streamInSql(String id) {
        return promises.row("streams").with("stream_id", id).with("version", "1");
    }

    /** Begins streams, so that a foreign key from events to streams finds them. */
    void streams(String... ids) {
        for (String id : ids) {
            stream(id).isTaken("a stream begins with a row in streams");
        }
    }

    /** A row of events, with what has to be said of an event, and an identity of its own. */
    OfferedRow event(String streamId, long version) {
        return eventInSql("'" + streamId + "'", version);
    }

    /** The same, with an id of its stream that is written in SQL. */
    OfferedRow eventInSql(String streamId, long version) {
        return promises.row("events").with("stream_id", streamId).with("version", Long.toString(version))
                .with("event_id", "'" + UUID.randomUUID() + "'").with("type", "'ProductItemAdded'")
                .with("data", "jsonb '{\"productId\": \"shoes\", \"quantity\": 2}'");
    }
}
