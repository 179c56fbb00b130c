package eventstore.aggregation;

import static eventstore.aggregation.Cart.CANCELED;
import static eventstore.aggregation.Cart.CONFIRMED;
import static eventstore.aggregation.Cart.OPENED;
import static eventstore.aggregation.Cart.added;
import static eventstore.aggregation.Cart.after;
import static eventstore.aggregation.Cart.item;
import static eventstore.aggregation.Cart.removed;
import static org.assertj.core.api.Assertions.assertThat;

import eventstore.aggregation.ShoppingCart.Status;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import shoppingcart.ShoppingCartEvent;

@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("Task 1: evolve")
class Task1EvolveTest {

    @Test
    @Order(1)
    @DisplayName("an opened cart is its customer's, and nothing is in it")
    void opened() {
        ShoppingCart cart = after(OPENED);

        assertThat(cart.status()).as("Opened happened").isEqualTo(Status.OPENED);
        assertThat(cart.customerId()).as("the customer of the event").isEqualTo("anna");
        assertThat(cart.items()).as("nobody has put anything in yet").isEmpty();
    }

    @Test
    @Order(2)
    @DisplayName("added pieces are in the cart, on top of what was in it")
    void addedPieces() {
        ShoppingCart cart = after(OPENED, added(1, "shoes", 5_000), added(2, "shirt", 1_500), added(2, "shoes", 5_000));

        assertThat(cart.items()).as("three pairs of shoes by now, and the shirts")
                .containsExactlyInAnyOrder(item(3, "shoes", 5_000), item(2, "shirt", 1_500));
        assertThat(cart.total()).as("3 * 5000 + 2 * 1500 cents").isEqualTo(18_000);
        assertThat(cart.status()).as("a cart with something in it is still open").isEqualTo(Status.OPENED);
        assertThat(cart.customerId()).as("and still its customer's").isEqualTo("anna");
    }

    @Test
    @Order(3)
    @DisplayName("removed pieces are gone, at the price that the event names")
    void removedPieces() {
        ShoppingCart cart = after(OPENED, added(3, "shoes", 5_000), added(1, "shoes", 4_000), added(1, "shirt", 1_500),
                removed(2, "shoes", 5_000), removed(1, "shirt", 1_500));

        assertThat(cart.items()).as("one pair at the old price, the cheaper pair as it was, and no shirt")
                .containsExactlyInAnyOrder(item(1, "shoes", 5_000), item(1, "shoes", 4_000));
    }

    @Test
    @Order(4)
    @DisplayName("a confirmed or canceled cart keeps what was in it, and whose it was")
    void closed() {
        ShoppingCart confirmed = after(OPENED, added(2, "shoes", 5_000), CONFIRMED);
        ShoppingCart canceled = after(OPENED, added(2, "shoes", 5_000), CANCELED);

        assertThat(confirmed).as("the order that somebody has to send")
                .isEqualTo(new ShoppingCart(Status.CONFIRMED, "anna", List.of(item(2, "shoes", 5_000))));
        assertThat(canceled).as("what Anna did not buy")
                .isEqualTo(new ShoppingCart(Status.CANCELED, "anna", List.of(item(2, "shoes", 5_000))));
    }

    @Test
    @Order(5)
    @DisplayName("a cart stays as it is: an event gives a new one")
    void staysAsItIs() {
        ShoppingCart before = after(OPENED, added(1, "shoes", 5_000));

        ShoppingCart more = before.evolve(added(1, "shirt", 1_500));
        ShoppingCart fewer = before.evolve(removed(1, "shoes", 5_000));

        assertThat(before).as("who holds the earlier cart still sees the earlier cart")
                .isEqualTo(new ShoppingCart(Status.OPENED, "anna", List.of(item(1, "shoes", 5_000))));
        assertThat(more.total()).as("the shoes and the shirt").isEqualTo(6_500);
        assertThat(fewer.total()).as("nothing").isZero();
    }

    @Test
    @Order(6)
    @DisplayName("no event is refused, in whatever order they come: it has happened")
    void neverRefuses() {
        for (long seed = 1; seed <= 500; seed++) {
            List<ShoppingCartEvent> history = Cart.anyHistory(new Random(seed), 30);
            ShoppingCart cart = ShoppingCart.initial();
            for (ShoppingCartEvent event : history) {
                try {
                    cart = cart.evolve(event);
                } catch (RuntimeException refused) {
                    throw new AssertionError("evolve refused %s, which has happened, on %s (seed %d): %s"
                            .formatted(event, cart, seed, refused), refused);
                }
            }
            assertThat(cart.total()).as("whatever happened, a cart never costs less than nothing (seed %d)", seed)
                    .isNotNegative();
        }
    }
}
