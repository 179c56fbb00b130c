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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

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
        assertThat(cart.customerId()).as("a cart with something in it is still its customer's").isEqualTo("anna");
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

        assertThat(confirmed).as("a confirmed cart is the order that somebody has to send")
                .isEqualTo(new ShoppingCart(Status.CONFIRMED, "anna", List.of(item(2, "shoes", 5_000))));
        assertThat(canceled).as("a canceled cart still shows what Anna did not buy")
                .isEqualTo(new ShoppingCart(Status.CANCELED, "anna", List.of(item(2, "shoes", 5_000))));
        assertThat(after(CONFIRMED).status()).as("an order whose beginning is in an archive").isEqualTo(Status.CONFIRMED);
        assertThat(after(OPENED, CONFIRMED, CANCELED).status())
                .as("an order that was canceled: each event has its effect, whatever the cart had come to")
                .isEqualTo(Status.CANCELED);
        assertThat(after(OPENED, CANCELED, CONFIRMED).status())
                .as("a canceled cart that was confirmed: each event has its effect, whatever the cart had come to")
                .isEqualTo(Status.CONFIRMED);
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
        assertThat(fewer.total()).as("the only pair of shoes was taken out").isZero();
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

    @Test
    @Order(7)
    @DisplayName("whatever a cart has come to, what is in it is what was put in and not taken out")
    void whatIsInIt() {
        for (long seed = 1; seed <= 300; seed++) {
            List<ShoppingCartEvent> history = Cart.anyHistoryOfItems(new Random(seed));
            Pieces pieces = new Pieces();
            ShoppingCart cart = ShoppingCart.initial();
            for (int i = 0; i < history.size(); i++) {
                ShoppingCartEvent event = history.get(i);
                Status before = cart.status();
                cart = cart.evolve(event);
                if (pieces.take(event)) {
                    assertThat(cart.status())
                            .as("what goes in and out does not open a cart, nor close it: %s (seed %d)", event, seed)
                            .isEqualTo(before);
                }
                assertThat(cart.total()).as("what the pieces in the cart cost, after %s (seed %d)", event, seed)
                        .isEqualTo(pieces.total());
                assertThat(cart.items())
                        .as("each piece that was put in and not taken out, at its price, after %s (seed %d)",
                                history.subList(0, i + 1), seed)
                        .containsExactlyInAnyOrderElementsOf(pieces.items());
            }
        }
    }

    @Test
    @Order(8)
    @DisplayName("a cart costs what its items cost, to the cent")
    void toTheCent() {
        ShoppingCart large = after(OPENED, added(Integer.MAX_VALUE, "shoes", Integer.MAX_VALUE), added(1, "hat", 1));
        ShoppingCart free = after(OPENED, added(2, "sticker", 0));

        assertThat(large.total()).as("2147483647 pairs of shoes at 2147483647 cents, and a hat at 1 cent")
                .isEqualTo(4_611_686_014_132_420_610L);
        assertThat(free.items()).as("what costs nothing is in the cart as well").containsExactly(item(2, "sticker", 0));
        assertThat(free.total()).as("two stickers at 0 cents cost nothing").isZero();
    }

    /** The same in a few lines of plain Java: pieces of a product at a price, never fewer than none. */
    private static final class Pieces {

        private final Map<List<Object>, Long> pieces = new LinkedHashMap<>();

        /** @return whether the event is about pieces */
        boolean take(ShoppingCartEvent event) {
            return switch (event) {
                case ProductItemAdded added -> change(added.item(), added.item().quantity());
                case ProductItemRemoved removed -> change(removed.item(), -(long) removed.item().quantity());
                case Opened opened -> false;
                case Confirmed confirmed -> false;
                case Canceled canceled -> false;
            };
        }

        private boolean change(ProductItem item, long by) {
            pieces.merge(List.of(item.productId(), item.unitPrice()), by, Long::sum);
            pieces.replaceAll((key, quantity) -> Math.clamp(quantity, 0L, (long) Integer.MAX_VALUE));
            return true;
        }

        long total() {
            return items().stream().mapToLong(item -> (long) item.quantity() * item.unitPrice()).sum();
        }

        List<ProductItem> items() {
            return pieces.entrySet().stream().filter(each -> each.getValue() > 0)
                    .map(each -> item(each.getValue().intValue(), (String) each.getKey().get(0),
                            (int) each.getKey().get(1)))
                    .toList();
        }
    }
}
