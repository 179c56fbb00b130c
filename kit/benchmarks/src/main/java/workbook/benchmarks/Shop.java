package workbook.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import workbook.benchmarks.store.Store;

/** Fills a store's tables with carts, quicker than appending would. */
final class Shop {

    /** Events in each of the many carts. */
    static final int EVENTS_A_CART = 10;

    private static final int AFTER_THE_SNAPSHOT = 50;
    private static final String ADDED =
            """
            jsonb_build_object('item', jsonb_build_object(
                'productId', 'product-' || n % 10, 'quantity', 1, 'unitPrice', 995))""";

    private Shop() {}

    /** One long cart, with a snapshot that the last fifty events are not in. */
    static void longCart(Connection connection, Store store, String streamId, int events) throws SQLException {
        int inTheSnapshot = Math.max(1, events - AFTER_THE_SNAPSHOT);
        longCart(connection, streamId, 1, inTheSnapshot);
        store.snapshot(connection, streamId);
        longCart(connection, streamId, inTheSnapshot + 1, events);
    }

    /** A cart is opened once, and then it is filled, with ten products at most. An event a second. */
    private static void longCart(Connection connection, String streamId, int first, int last) throws SQLException {
        run(
                connection,
                """
                insert into streams (stream_id, version) values ('%1$s', %2$d)
                on conflict (stream_id) do update set version = excluded.version
                """
                        .formatted(streamId, last),
                """
                insert into events (stream_id, version, event_id, type, data, recorded_at)
                select '%1$s', n, gen_random_uuid(),
                       case when n = 1 then 'Opened' else 'ProductItemAdded' end,
                       case when n = 1 then %3$s else %4$s end,
                       timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second'
                  from generate_series(%5$d, %2$d) as n
                """
                        .formatted(streamId, last, opened("'%s'".formatted(streamId)), ADDED, first));
    }

    /** Many carts of ten events each: opened, filled, confirmed. */
    static void manyCarts(Connection connection, int events) throws SQLException {
        int carts = Math.max(1, events / EVENTS_A_CART);
        run(
                connection,
                """
                insert into streams (stream_id, version)
                select 'cart-' || cart, %2$d from generate_series(1, %1$d) as cart
                """
                        .formatted(carts, EVENTS_A_CART),
                """
                insert into events (stream_id, version, event_id, type, data)
                select 'cart-' || cart, n, gen_random_uuid(),
                       case n when 1 then 'Opened' when %2$d then 'Confirmed' else 'ProductItemAdded' end,
                       case n when 1 then %3$s when %2$d then '{"confirmedAt": "2026-01-01T00:00:00Z"}' else %4$s end
                  from generate_series(1, %1$d) as cart, generate_series(1, %2$d) as n
                """
                        .formatted(carts, EVENTS_A_CART, opened("'cart-' || cart"), ADDED));
    }

    /** Runs statements, each in its own transaction. */
    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String opened(String cartId) {
        return "jsonb_build_object('cartId', %1$s, 'customerId', %1$s, 'openedAt', '2026-01-01T00:00:00Z')"
                .formatted(cartId);
    }
}
