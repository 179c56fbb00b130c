package eventstore.projections;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.appending.EventStore;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.testing.EventStoreTest;

@EventStoreTest("06-projections")
@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: one transaction")
class Task1TransactionTest {

    private final ProjectingStore store = new ProjectingStore(new EventStore(), List.of(new Carts()));

    @Test
    @Order(1)
    @DisplayName("when an append returns, the read model shows it, to everybody")
    void thereWhenAppendReturns(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        long version = store.append(connection, "cart-1", exactly(2),
                List.of(Shop.removed("shoes", 1), Shop.confirmed()));

        assertThat(version).as("append returns the stream's new version").isEqualTo(4);
        assertThat(Shop.carts(dataSource))
                .as("a customer who goes back to the list of carts right after a click sees what the click did")
                .containsExactly("cart-1 of customer-1: confirmed, 2 pieces for 20 cents, at version 4");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    @Order(2)
    @DisplayName("a projection that fails takes the events back with it, whatever it throws")
    void projectionFails(Throwable failure, Connection connection, DataSource dataSource) throws SQLException {
        Throwable thrown = catchThrowable(
                () -> failing(failure).append(connection, "cart-1", noStream(), threeEvents("cart-1")));

        assertThat(thrown).as("the caller is told what went wrong, as it was thrown").isSameAs(failure);
        assertThat(Shop.events(dataSource))
                .as("an event that the read model does not know would stay unknown to it for good")
                .isEmpty();
        assertThat(Shop.carts(dataSource))
                .as("the first read model had taken the batch before the second one failed: it may not keep it")
                .isEmpty();
    }

    static Stream<Named<Throwable>> failures() {
        return Stream.of(
                Named.of("a SQLException", new SQLException("the disk of the read model is full")),
                Named.of("a RuntimeException", new IllegalStateException("a product that the catalogue does not have")),
                Named.of("an Error", new StackOverflowError("a projection that calls itself")));
    }

    @Test
    @Order(3)
    @DisplayName("the connection comes back in autocommit, as it came, however the append ended")
    void connectionComesBack(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), threeEvents("cart-1"));
        assertThat(connection.getAutoCommit()).as("autocommit after an append that succeeded").isTrue();

        assertThat(catchThrowable(() -> store.append(connection, "cart-1", exactly(1), threeEvents("cart-1"))))
                .as("the stream is at version 3").isInstanceOf(WrongExpectedVersionException.class);
        assertThat(connection.getAutoCommit()).as("autocommit after a conflict").isTrue();

        assertThat(catchThrowable(() -> failing(new IllegalStateException("no such product"))
                .append(connection, "cart-2", noStream(), threeEvents("cart-2"))))
                .as("what the projection threw").isInstanceOf(IllegalStateException.class);
        assertThat(connection.getAutoCommit()).as("autocommit after a projection that failed").isTrue();

        store.append(connection, "cart-3", noStream(), List.of(Shop.opened("cart-3")));
        assertThat(Shop.events(dataSource))
                .as("the next append on this connection is committed, and saves nothing that failed before it")
                .containsExactly("cart-1 1 Opened", "cart-1 2 ProductItemAdded", "cart-1 3 ProductItemAdded",
                        "cart-3 1 Opened");
    }

    @Test
    @Order(4)
    @DisplayName("inside of the caller's transaction it is the caller who commits, events and read model together")
    void insideOfTheCallersTransaction(Connection connection, DataSource dataSource) throws SQLException {
        connection.setAutoCommit(false);
        store.append(connection, "cart-1", noStream(), threeEvents("cart-1"));

        assertThat(connection.getAutoCommit()).as("the transaction is still the caller's").isFalse();
        assertThat(Shop.carts(connection)).as("the caller sees the cart before the commit").hasSize(1);
        assertThat(Shop.carts(dataSource)).as("nobody else sees the cart before the caller's commit").isEmpty();

        connection.rollback();
        assertThat(Shop.carts(connection)).as("what is rolled back leaves the read model too").isEmpty();

        store.append(connection, "cart-2", noStream(), threeEvents("cart-2"));
        connection.commit();
        assertThat(Shop.events(dataSource)).as("the caller's commit is the commit of the events").hasSize(3);
        assertThat(Shop.carts(dataSource)).as("the caller's commit is the commit of the read model").hasSize(1);
    }

    @Test
    @Order(5)
    @DisplayName("an append that failed is not saved by the caller's next commit")
    void failsInsideOfTheCallersTransaction(Connection connection, DataSource dataSource) throws SQLException {
        connection.setAutoCommit(false);

        assertThat(catchThrowable(() -> failing(new IllegalStateException("no such product"))
                .append(connection, "cart-1", noStream(), threeEvents("cart-1"))))
                .as("what the projection threw").isInstanceOf(IllegalStateException.class);
        assertThat(connection.getAutoCommit()).as("the transaction is still open, and the caller's").isFalse();
        store.append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2")));
        connection.commit();

        assertThat(Shop.events(dataSource))
                .as("the caller caught the failure, opened another cart and committed that one")
                .containsExactly("cart-2 1 Opened");
        assertThat(Shop.carts(dataSource)).as("the read model shows the cart that was committed, and nothing else")
                .containsExactly("cart-2 of customer-2: open, 0 pieces for 0 cents, at version 1");
    }

    @ParameterizedTest(name = "a stream at version 1, expected {0}")
    @MethodSource("wrong")
    @Order(6)
    @DisplayName("an append that is refused projects nothing")
    void refusedProjectsNothing(ExpectedVersion expected, Connection connection, DataSource dataSource)
            throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1")));

        assertThat(catchThrowable(() -> store.append(connection, "cart-1", expected, List.of(Shop.added("shoes", 3)))))
                .as("somebody was faster").isInstanceOf(WrongExpectedVersionException.class);

        assertThat(Shop.carts(dataSource))
                .as("these shoes were never put into the cart")
                .containsExactly("cart-1 of customer-1: open, 0 pieces for 0 cents, at version 1");
    }

    static Stream<Named<ExpectedVersion>> wrong() {
        return Stream.of(Named.of("to be new", noStream()), Named.of("at version 2", exactly(2)));
    }

    @Test
    @Order(7)
    @DisplayName("events that no projection knows are recorded all the same")
    void eventsNobodyProjects(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "customer-1", noStream(), List.of(Shop.newsletterOrdered()));
        store.append(connection, "cart-1", any(), List.of(Shop.opened("cart-1"), Shop.newsletterOrdered()));
        new ProjectingStore(new EventStore(), List.of())
                .append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2")));

        assertThat(Shop.events(dataSource))
                .as("a read model asks for some events; the store keeps them all")
                .containsExactly("cart-1 1 Opened", "cart-1 2 NewsletterOrdered", "cart-2 1 Opened",
                        "customer-1 1 NewsletterOrdered");
        assertThat(Shop.carts(dataSource)).as("the one cart that was projected")
                .containsExactly("cart-1 of customer-1: open, 0 pieces for 0 cents, at version 1");
    }

    private static List<NewEvent> threeEvents(String cartId) {
        return List.of(Shop.opened(cartId), Shop.added("shoes", 1), Shop.added("hat", 2));
    }

    /** A store whose second projection fails at the third event, when the first one has done its work. */
    private static ProjectingStore failing(Throwable failure) {
        return new ProjectingStore(new EventStore(), List.of(new Carts(), Shop.failingAt(3, failure)));
    }
}
