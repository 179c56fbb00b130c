package eventstore.projections;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.noStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eventstore.appending.EventStore;
import eventstore.given.NewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.testing.EventStoreTest;

@EventStoreTest("06-projections")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: rebuild")
class Task3RebuildTest {

    private static final List<String> PRODUCTS = List.of("hat", "scarf", "shoes", "socks");

    @Test
    @Order(1)
    @DisplayName("a read model that was thought of later is filled from the events of before")
    void filledLater(Connection connection, DataSource dataSource) throws SQLException {
        ProjectingStore lastYear = new ProjectingStore(new EventStore(), List.of(new Carts()));
        lastYear.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        lastYear.append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2"), Shop.added("shoes", 2)));
        ProjectingStore today = store(dataSource);

        today.rebuild(connection);
        today.append(connection, "cart-1", any(), List.of(Shop.added("hat", 1)));

        assertThat(Shop.popularity(dataSource))
                .as("nobody counted products last year; the events have it all")
                .containsExactly("hat: 1", "shoes: 5");
        assertThat(connection.getAutoCommit()).as("the connection comes back as it came").isTrue();
    }

    @ParameterizedTest(name = "a random year, seed {0}")
    @ValueSource(longs = {1, 22, 333})
    @Order(2)
    @DisplayName("a rebuild gives what the appends gave, whatever the read models have become meanwhile")
    void sameAsTheAppends(long seed, Connection connection, DataSource dataSource) throws SQLException {
        ProjectingStore store = store(dataSource);
        randomYear(new Random(seed), store, connection);
        List<String> carts = Shop.carts(dataSource);
        List<String> popularity = Shop.popularity(dataSource);
        Shop.execute(connection, """
                update carts set quantity = 999, status = 'canceled' where cart_id in ('cart-1', 'cart-2');
                delete from carts where cart_id in ('cart-6', 'cart-7');
                insert into carts (cart_id, customer_id, status, quantity, amount, version)
                values ('cart-0', 'nobody', 'open', 1, 1, 1);
                update product_popularity set quantity = quantity * 2 where not neighbours.have(product_id);
                insert into product_popularity (product_id, quantity) values ('a hat that was never sold', 7);
                """);

        store.rebuild(connection);

        assertThat(Shop.carts(dataSource))
                .as("the carts after a rebuild: events are the truth, and what contradicts them goes (seed %d)", seed)
                .isEqualTo(carts);
        assertThat(Shop.popularity(dataSource))
                .as("the popularity of products after a rebuild (seed %d)", seed)
                .isEqualTo(popularity);
    }

    @Test
    @Order(3)
    @DisplayName("a rebuild that meets an event which it can't read leaves the read models as they were")
    void unreadableEvent(Connection connection, DataSource dataSource) throws SQLException {
        ProjectingStore store = store(dataSource);
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        new EventStore().append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2"),
                NewEvent.of("ProductItemAdded", "{\"item\": {\"productId\": \"shoes\", \"quantity\": \"many\"}}")));

        assertThatThrownBy(() -> store.rebuild(connection), "'many' is no quantity: the rebuild should say so and stop")
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("many");

        assertThat(Shop.carts(dataSource)).as("an old read model is better than half a new one").hasSize(1);
        assertThat(Shop.popularity(dataSource)).as("a count that is out of date is better than half a new one")
                .containsExactly("shoes: 3");
        assertThat(connection.getAutoCommit()).as("the connection comes back as it came").isTrue();
    }

    private static ProjectingStore store(DataSource dataSource) {
        return new ProjectingStore(new EventStore(), List.of(new Carts(), new ProductPopularity(dataSource)));
    }

    /** Seven carts, filled by turns in batches of one to three, some closed in the end; Anna's, where nothing stays; a newsletter. */
    private static void randomYear(Random random, ProjectingStore store, Connection connection) throws SQLException {
        List<String> open = new ArrayList<>();
        Map<String, Integer> pieces = new HashMap<>();
        for (int i = 1; i <= 7; i++) {
            open.add("cart-" + i);
            store.append(connection, "cart-" + i, noStream(), List.of(Shop.opened("cart-" + i)));
        }
        for (int i = 0; i < 30; i++) {
            String cart = open.get(random.nextInt(open.size()));
            List<NewEvent> batch = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                String product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
                boolean in = random.nextInt(4) > 0 || pieces.merge(cart + product, 0, Integer::sum) == 0;
                int quantity = in ? 2 + random.nextInt(5) : 1;
                pieces.merge(cart + product, in ? quantity : -1, Integer::sum);
                batch.add(in ? Shop.added(product, quantity) : Shop.removed(product, quantity));
            }
            store.append(connection, cart, any(), batch);
        }
        store.append(connection, "Anna's basket", noStream(),
                List.of(Shop.opened("Anna's basket", "Anna"), Shop.added("umbrella", 2)));
        store.append(connection, "Anna's basket", any(), List.of(Shop.removed("umbrella", 2)));
        store.append(connection, "cart-" + (1 + random.nextInt(3)), any(), List.of(Shop.confirmed()));
        store.append(connection, "cart-" + (4 + random.nextInt(3)), any(), List.of(Shop.canceled()));
        store.append(connection, "customer-1", noStream(), List.of(Shop.newsletterOrdered()));
    }
}
