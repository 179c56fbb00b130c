package eventstore.projections;

import eventstore.given.RecordedEvent;
import eventstore.given.Todo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

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
        throw new Todo(2, "count the pieces of each product; Carts shows how to read the events");
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        throw new Todo(2, "empty the table, without making its readers wait");
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
