package eventstore.projections;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.noStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.appending.EventStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.testing.EventStoreTest;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("06-projections")
@Tag("task-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 2: a second read model")
class Task2SecondModelTest {

    private ProductPopularity popularity;
    private ProjectingStore store;

    @BeforeEach
    void theShop(DataSource dataSource) {
        popularity = new ProductPopularity(dataSource);
        store = new ProjectingStore(new EventStore(), List.of(new Carts(), popularity));
    }

    @Test
    @Order(1)
    @DisplayName("the pieces of a product are counted over all carts, and those taken out again are not")
    void overAllCarts(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        store.append(connection, "cart-2", noStream(),
                List.of(Shop.opened("cart-2"), Shop.added("hat", 9), Shop.added("shoes", 2), Shop.newsletterOrdered()));
        store.append(connection, "cart-2", any(), List.of(Shop.removed("hat", 8), Shop.added("shoes", 1)));
        store.append(connection, "cart-1", any(), List.of(Shop.confirmed()));

        assertThat(Shop.popularity(dataSource))
                .as("hat: 9 in, 8 out; shoes: 3 into one cart, 2 and 1 into the other")
                .containsExactly("hat: 1", "shoes: 6");
        List<String> neighbours = Shop.texts(connection, "select product_id from neighbours.product_popularity");
        assertThat(popularity.mostPopular(100)).as("what the shop's front page shows, other carts' products left out")
                .filteredOn(product -> !neighbours.contains(product)).containsExactly("shoes", "hat");
        assertThat(popularity.mostPopular(3)).as("no more products than there is room for").hasSize(3);
    }

    @Test
    @Order(2)
    @DisplayName("two carts that take the same product at once are both counted")
    void twoCartsAtOnce(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 1)));
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-2", noStream(), List.of(Shop.opened("cart-2"), Shop.added("shoes", 10))));
        Pending<Long> second = b.start(c -> store.append(c, "cart-3", noStream(),
                List.of(Shop.opened("cart-3"), Shop.added("shoes", 100)))).settles();
        a.commit();

        assertThat(second.result()).as("another cart is no conflict, only a short wait").isEqualTo(2);
        assertThat(Shop.popularity(connection))
                .as("1, and 10, and 100: whoever adds to a number that was read too early loses a cart")
                .containsExactly("shoes: 111");
    }

    @Test
    @Order(3)
    @DisplayName("the second read model goes back with the events too")
    void goesBackToo(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        ProjectingStore failing = new ProjectingStore(new EventStore(), List.of(new Carts(), popularity,
                Shop.failingAt(2, new IllegalStateException("no such product"))));

        assertThat(catchThrowable(() -> failing.append(connection, "cart-2", noStream(),
                List.of(Shop.opened("cart-2"), Shop.added("shoes", 10)))))
                .as("what the third projection threw").isInstanceOf(IllegalStateException.class);
        connection.setAutoCommit(false);
        store.append(connection, "cart-3", noStream(), List.of(Shop.opened("cart-3"), Shop.added("hat", 1)));
        connection.rollback();

        assertThat(Shop.popularity(dataSource))
                .as("neither the append that failed nor the one that its caller took back has ever happened")
                .containsExactly("shoes: 3");
    }
}
