package eventstore.projections;

import eventstore.given.Json;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/**
 * Given. The first read model: the table {@code carts}, one row a cart, as a customer's list of carts shows it. A row
 * has the version that it shows, so whoever acts on it can say what they saw.
 */
public final class Carts implements Projection {

    @Override
    public void project(Connection connection, List<RecordedEvent> events) throws SQLException {
        for (RecordedEvent event : events) {
            switch (event.type()) {
                case "Opened" -> open(connection, event, Json.read(event.data(), Opened.class));
                case "ProductItemAdded" -> change(connection, event, +1, added(event));
                case "ProductItemRemoved" -> change(connection, event, -1, removed(event));
                case "Confirmed" -> close(connection, event, "confirmed");
                case "Canceled" -> close(connection, event, "canceled");
                default -> {
                    // not about carts: others share the store
                }
            }
        }
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        Sql.run(connection, "delete from carts"); // not truncate, which would make readers wait
    }

    private static void open(Connection connection, RecordedEvent event, Opened opened) throws SQLException {
        String sql =
                """
                insert into carts (cart_id, customer_id, status, quantity, amount, version)
                values (?, ?, 'open', 0, 0, ?)
                """;
        Sql.run(connection, sql, event.streamId(), opened.customerId(), event.version());
    }

    private static ProductItem added(RecordedEvent event) {
        return Json.read(event.data(), ProductItemAdded.class).item();
    }

    private static ProductItem removed(RecordedEvent event) {
        return Json.read(event.data(), ProductItemRemoved.class).item();
    }

    private static void change(Connection connection, RecordedEvent event, int sign, ProductItem item)
            throws SQLException {
        String sql = "update carts set quantity = quantity + ?, amount = amount + ?, version = ? where cart_id = ?";
        long quantity = (long) sign * item.quantity();
        Sql.run(connection, sql, quantity, quantity * item.unitPrice(), event.version(), event.streamId());
    }

    private static void close(Connection connection, RecordedEvent event, String status) throws SQLException {
        String sql = "update carts set status = ?, version = ? where cart_id = ?";
        Sql.run(connection, sql, status, event.version(), event.streamId());
    }
}
