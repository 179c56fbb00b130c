package eventstore.projections;

import eventstore.given.RecordedEvent;
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
        String sql =
                """
                insert into product_popularity as p (product_id, quantity)
                select data #>> '{item,productId}', sum(sign * (data #>> '{item,quantity}')::bigint)
                  from events
                  join (values ('ProductItemAdded', 1), ('ProductItemRemoved', -1)) as moves (type, sign) using (type)
                 where (stream_id, version) in (select * from unnest(?, ?))
                 group by 1
                 order by 1
                on conflict (product_id) do update set quantity = p.quantity + excluded.quantity
                """;
        Object[] streamIds = events.stream().map(RecordedEvent::streamId).toArray();
        Object[] versions = events.stream().map(RecordedEvent::version).toArray();
        Sql.run(
                connection,
                sql,
                connection.createArrayOf("text", streamIds),
                connection.createArrayOf("bigint", versions));
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
