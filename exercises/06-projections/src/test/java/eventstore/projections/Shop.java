package eventstore.projections;

import static org.assertj.core.api.Assertions.assertThat;

import eventstore.given.Json;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/** What the tests of this module tell and ask the shop. */
final class Shop {

    private static final int PRICE = 10;
    private static final Instant TODAY = Instant.parse("2025-06-01T12:00:00Z");

    private Shop() {
    }

    /** The cart's customer has the cart's number: {@code customer-1} for {@code cart-1}. */
    static NewEvent opened(String cartId) {
        return opened(cartId, cartId.replace("cart", "customer"));
    }

    static NewEvent opened(String cartId, String customerId) {
        return NewEvent.of("Opened", Json.write(new Opened(cartId, customerId, TODAY)));
    }

    /** Pieces of a product at 10 cents each. */
    static NewEvent added(String productId, int quantity) {
        return added(productId, quantity, PRICE);
    }

    static NewEvent added(String productId, int quantity, int price) {
        return NewEvent.of("ProductItemAdded",
                Json.write(new ProductItemAdded(new ProductItem(productId, quantity, price))));
    }

    static NewEvent removed(String productId, int quantity) {
        return removed(productId, quantity, PRICE);
    }

    static NewEvent removed(String productId, int quantity, int price) {
        return NewEvent.of("ProductItemRemoved",
                Json.write(new ProductItemRemoved(new ProductItem(productId, quantity, price))));
    }

    static NewEvent confirmed() {
        return NewEvent.of("Confirmed", Json.write(new Confirmed(TODAY)));
    }

    static NewEvent canceled() {
        return NewEvent.of("Canceled", Json.write(new Canceled(TODAY)));
    }

    /** An event of somebody else who shares the store. */
    static NewEvent newsletterOrdered() {
        return NewEvent.of("NewsletterOrdered", "{\"topic\": \"shoes\"}");
    }

    /** The first read model, such as {@code cart-1 of customer-1: open, 2 pieces for 20 cents, at version 2}. */
    static List<String> carts(Connection connection) throws SQLException {
        return rows(connection, "carts", 1, """
                select cart_id || ' of ' || customer_id || ': ' || status || ', ' || quantity || ' pieces for '
                       || amount || ' cents, at version ' || version
                  from carts where not neighbours.have(cart_id) order by cart_id
                """);
    }

    /** What is committed of the first read model: what anybody else sees of it. */
    static List<String> carts(DataSource dataSource) throws SQLException {
        try (Connection other = dataSource.getConnection()) {
            return carts(other);
        }
    }

    /** The second read model, such as {@code shoes: 5}. */
    static List<String> popularity(Connection connection) throws SQLException {
        return rows(connection, "product_popularity", 2, """
                select product_id || ': ' || quantity
                  from product_popularity where not neighbours.have(product_id) order by product_id
                """);
    }

    /** What is committed of the second read model. */
    static List<String> popularity(DataSource dataSource) throws SQLException {
        try (Connection other = dataSource.getConnection()) {
            return popularity(other);
        }
    }

    /** What is committed of the events, such as {@code cart-1 1 Opened}. */
    static List<String> events(DataSource dataSource) throws SQLException {
        try (Connection other = dataSource.getConnection()) {
            return texts(other, """
                    select stream_id || ' ' || version || ' ' || type
                      from events where not neighbours.have(stream_id) order by stream_id, version
                    """);
        }
    }

    /** The first column of a query on a read model, with words for a table that is not there yet. */
    static List<String> rows(Connection connection, String table, int task, String query) throws SQLException {
        assertThat(texts(connection, "select to_regclass('" + table + "') is not null"))
                .as("the table %s should be there: it is task %d, in sql/06-projections.sql", table, task)
                .containsExactly("t");
        return texts(connection, query);
    }

    static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A projection that has no rows of its own. */
    interface Seeing extends Projection {

        void see(RecordedEvent event) throws SQLException;

        @Override
        default void project(Connection connection, List<RecordedEvent> events) throws SQLException {
            for (RecordedEvent event : events) {
                see(event);
            }
        }

        @Override
        default void clear(Connection connection) {
        }
    }

    /** A projection that fails when it meets an event of that version. */
    static Projection failingAt(long version, Throwable failure) {
        return (Seeing) event -> {
            if (event.version() == version) {
                throw Shop.<SQLException>asIs(failure);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asIs(Throwable failure) throws X {
        throw (X) failure;
    }
}
