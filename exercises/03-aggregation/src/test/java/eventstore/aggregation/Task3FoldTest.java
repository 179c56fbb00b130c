package eventstore.aggregation;

import static eventstore.aggregation.Cart.CONFIRMED;
import static eventstore.aggregation.Cart.OPENED;
import static eventstore.aggregation.Cart.added;
import static eventstore.aggregation.Cart.after;
import static eventstore.aggregation.Cart.recorded;
import static eventstore.aggregation.Cart.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.EventStoreTest;
import workbook.testing.Heap;

@EventStoreTest("03-aggregation")
@Tag("task-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 3: fold")
class Task3FoldTest {

    private final StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator = Cart.aggregator();

    @Test
    @Order(1)
    @DisplayName("a history is folded from its beginning, event by event, to its end")
    void fromTheBeginning() {
        List<RecordedEvent> history = recorded(1,
                List.of(OPENED, added(3, "shoes", 5_000), removed(1, "shoes", 5_000), CONFIRMED));

        Aggregate<ShoppingCart> cart = aggregator.fold(aggregator.empty(), Cart.asTheyAreRead(history));

        assertThat(cart.state()).as("three in, one out, and then confirmed")
                .isEqualTo(after(OPENED, added(3, "shoes", 5_000), removed(1, "shoes", 5_000), CONFIRMED));
    }

    @Test
    @Order(2)
    @DisplayName("the version is that of the last event: it is read, not counted")
    void versionIsRead() {
        List<RecordedEvent> tail = recorded(41, List.of(OPENED, added(1, "shoes", 5_000)));

        assertThat(aggregator.fold(aggregator.empty(), tail).version())
                .as("two events, and the last of them is version 42 of its stream").isEqualTo(42);
    }

    @Test
    @Order(3)
    @DisplayName("no events, no change: the initial cart at version 0, or the cart that you go on from")
    void noEvents(Connection connection) throws SQLException {
        Aggregate<ShoppingCart> seen = new Aggregate<>(after(OPENED), 7);

        assertThat(aggregator.fold(seen, List.of())).as("nothing has happened since").isEqualTo(seen);
        assertThat(aggregator.aggregate(connection, "cart-nobody-opened"))
                .as("a stream that does not exist").isEqualTo(new Aggregate<>(ShoppingCart.initial(), 0));
    }

    @Test
    @Order(4)
    @DisplayName("to fold a part, and then the rest, is to fold all")
    void partThenRest() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<ShoppingCartEvent> events = Cart.anyHistory(random, random.nextInt(1, 30));
            List<RecordedEvent> history = recorded(1, events);
            int cut = random.nextInt(history.size() + 1);

            Aggregate<ShoppingCart> part = aggregator.fold(aggregator.empty(), history.subList(0, cut));
            Aggregate<ShoppingCart> rest = aggregator.fold(part, history.subList(cut, history.size()));

            assertThat(rest).as("%d events, cut after %d (seed %d): %s", history.size(), cut, seed, events)
                    .isEqualTo(aggregator.fold(aggregator.empty(), history))
                    .isEqualTo(new Aggregate<>(after(events.toArray(ShoppingCartEvent[]::new)), history.size()));
        }
    }

    @Test
    @Order(5)
    @DisplayName("a stream is folded in the order of its versions, whatever its times say")
    void versionsNotTimes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into streams (stream_id, version) values ('cart-1', 4);
                    insert into events (stream_id, version, event_id, type, data, metadata, recorded_at) values
                        ('cart-1', 1, gen_random_uuid(), 'Opened',
                            '{"cartId": "cart-1", "customerId": "anna", "openedAt": "2026-03-02T09:30:00Z"}', '{}',
                            '2026-03-02T09:34:00Z'),
                        ('cart-1', 2, gen_random_uuid(), 'ProductItemAdded',
                            '{"item": {"productId": "shoes", "quantity": 1, "unitPrice": 5000}}', '{}',
                            '2026-03-02T09:33:00Z'),
                        ('cart-1', 3, gen_random_uuid(), 'ProductItemRemoved',
                            '{"item": {"productId": "shoes", "quantity": 1, "unitPrice": 5000}}', '{}',
                            '2026-03-02T09:32:00Z'),
                        ('cart-1', 4, gen_random_uuid(), 'Confirmed',
                            '{"confirmedAt": "2026-03-02T09:34:00Z"}', '{}', '2026-03-02T09:31:00Z');
                    """);
        }
        Heap.scatter(connection, "cart-1");

        Aggregate<ShoppingCart> cart = aggregator.aggregate(connection, "cart-1");

        assertThat(cart).as("opened, one in, one out, confirmed; the server's clock was set back meanwhile")
                .isEqualTo(new Aggregate<>(after(OPENED, CONFIRMED), 4));
    }

    @Test
    @Order(6)
    @DisplayName("the same events give the same cart, however often and whichever others are asked for")
    void sameEventsSameState(Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(2, "shoes", 5_000));
        Cart.append(connection, "cart-2", OPENED, added(1, "hat", 2_000));

        Aggregate<ShoppingCart> first = aggregator.aggregate(connection, "cart-1");
        Aggregate<ShoppingCart> other = aggregator.aggregate(connection, "cart-2");
        Aggregate<ShoppingCart> again = aggregator.aggregate(connection, "cart-1");

        assertThat(first).as("two pairs of shoes")
                .isEqualTo(new Aggregate<>(after(OPENED, added(2, "shoes", 5_000)), 2));
        assertThat(other).as("a hat, and nobody else's shoes")
                .isEqualTo(new Aggregate<>(after(OPENED, added(1, "hat", 2_000)), 2));
        assertThat(again).as("nothing has happened to the first cart meanwhile").isEqualTo(first);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            InvoiceIssued    | {"number": "2026-17"}
            ProductItemAdded | {"item": {"productId": "shoes", "quantity": -1, "unitPrice": 5000}}
            """)
    @Order(7)
    @DisplayName("an event that can't be read stops the fold: a cart without it would be a guess")
    void unreadableEvent(String type, String data, Connection connection) throws SQLException {
        Cart.append(connection, "cart-1", OPENED, added(1, "shoes", 5_000));
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into events (stream_id, version, event_id, type, data)
                    values ('cart-1', 3, gen_random_uuid(), '%s', '%s');
                    update streams set version = 3 where stream_id = 'cart-1'
                    """.formatted(type, data));
        }

        Throwable refused = catchThrowable(() -> aggregator.aggregate(connection, "cart-1"));

        assertThat(refused).as("version 3 is not understood, so nobody knows this cart's state")
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(type);
    }

    @Test
    @Order(8)
    @DisplayName("two carts may be folded at once: neither knows of the other")
    void twoAtOnce() {
        List<RecordedEvent> annas = recorded(1, List.of(OPENED, added(2, "shoes", 5_000), removed(1, "shoes", 5_000)));
        List<RecordedEvent> bens = recorded(5, List.of(added(1, "hat", 2_000), CONFIRMED));
        List<Aggregate<ShoppingCart>> foldedMeanwhile = new ArrayList<>();
        Iterable<RecordedEvent> slowly = () -> annas.stream()
                .peek(event -> foldedMeanwhile.add(aggregator.fold(aggregator.empty(), bens))).iterator();

        Aggregate<ShoppingCart> cart = aggregator.fold(aggregator.empty(), slowly);

        assertThat(cart).as("Anna's cart, while somebody asked for Ben's before each of her events")
                .isEqualTo(new Aggregate<>(after(OPENED, added(1, "shoes", 5_000)), 3));
        assertThat(foldedMeanwhile).as("Ben's cart").hasSize(3)
                .containsOnly(new Aggregate<>(after(added(1, "hat", 2_000), CONFIRMED), 6));
    }
}
