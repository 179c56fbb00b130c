package eventstore.projections;

import eventstore.given.Json;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

/**
 * The second read model: the table {@code product_popularity}, one row a product, over all carts: the pieces that were
 * put into carts, less those that were taken out again.
 */
public final class ProductPopularity implements Projection {

    private final DataSource dataSource;

    /** @param dataSource connections for those who read; they come at any time, outside of any append */
    public ProductPopularity(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Adds up what a batch did to each product. Carts that are filled at the same time meet in the same row here, and
     * nothing of either may get lost.
     */
    @Override
    public void project(Connection connection, List<RecordedEvent> events) throws SQLException {
        Map<String, Long> changes = new TreeMap<>(); // sorted: everybody locks the rows in the same order
        for (RecordedEvent event : events) {
            switch (event.type()) {
                case "ProductItemAdded" -> count(changes, +1, added(event));
                case "ProductItemRemoved" -> count(changes, -1, removed(event));
                default -> {
                    // does not move a piece
                }
            }
        }
        String sql =
                """
                insert into product_popularity as p (product_id, quantity) values (?, ?)
                on conflict (product_id) do update set quantity = p.quantity + excluded.quantity
                """;
        for (Map.Entry<String, Long> change : changes.entrySet()) {
            Sql.run(connection, sql, change.getKey(), change.getValue());
        }
    }

    private static ProductItem added(RecordedEvent event) {
        return Json.read(event.data(), ProductItemAdded.class).item();
    }

    private static ProductItem removed(RecordedEvent event) {
        return Json.read(event.data(), ProductItemRemoved.class).item();
    }

    private static void count(Map<String, Long> changes, int sign, ProductItem item) {
        changes.merge(item.productId(), (long) sign * item.quantity(), Long::sum);
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        Sql.run(connection, "delete from product_popularity");
    }

    /**
     * What the shop's front page shows.
     *
     * @param limit how many products at most
     * @return their ids, the most popular first
     */
    public List<String> mostPopular(int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String sql = "select product_id from product_popularity order by quantity desc, product_id limit ?";
            return Sql.texts(connection, sql, limit);
        }
    }
}
