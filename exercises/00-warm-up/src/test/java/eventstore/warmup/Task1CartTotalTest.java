package eventstore.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import shoppingcart.ProductItem;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 1: fix one branch")
class Task1CartTotalTest {

    private static final int SHOES = 70_00;
    private static final int SOCKS = 5_00;

    @Test
    @Order(1)
    @DisplayName("what was taken out of the cart is no longer paid for")
    void takenOut() {
        List<ShoppingCartEvent> events = List.of(opened(), added("shoes", 2, SHOES), removed("shoes", 1, SHOES));

        assertThat(CartTotal.of(events))
                .as("two pairs of shoes were put into the cart and one was taken out: one is left to pay")
                .isEqualTo(SHOES);
    }

    @Test
    @Order(2)
    @DisplayName("every piece that was taken out counts, not only the first")
    void everyPiece() {
        List<ShoppingCartEvent> events = List.of(opened(),
                added("shoes", 1, SHOES), added("socks", 5, SOCKS), removed("socks", 3, SOCKS), confirmed());

        assertThat(CartTotal.of(events))
                .as("three of five pairs of socks were taken out: the shoes and two pairs of socks are ordered")
                .isEqualTo(SHOES + 2 * SOCKS);
    }

    @Test
    @Order(3)
    @DisplayName("two carts with one total: the total forgets the shoes, the events remember them")
    void twoHistories() {
        List<ShoppingCartEvent> neverWanted = List.of(opened());
        List<ShoppingCartEvent> changedTheirMind = List.of(opened(),
                added("shoes", 1, SHOES), removed("shoes", 1, SHOES));

        assertThat(CartTotal.of(changedTheirMind))
                .as("shoes that were put into the cart and taken out again cost as much as no shoes at all")
                .isEqualTo(CartTotal.of(neverWanted));
    }

    private static Opened opened() {
        return new Opened("cart-1", "customer-7", Instant.parse("2026-01-01T10:00:00Z"));
    }

    private static ProductItemAdded added(String product, int quantity, int unitPrice) {
        return new ProductItemAdded(new ProductItem(product, quantity, unitPrice));
    }

    private static ProductItemRemoved removed(String product, int quantity, int unitPrice) {
        return new ProductItemRemoved(new ProductItem(product, quantity, unitPrice));
    }

    private static Confirmed confirmed() {
        return new Confirmed(Instant.parse("2026-01-01T10:05:00Z"));
    }
}
