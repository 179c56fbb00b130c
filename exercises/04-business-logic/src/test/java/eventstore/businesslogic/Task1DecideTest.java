package eventstore.businesslogic;

import static eventstore.businesslogic.Cart.CANCEL;
import static eventstore.businesslogic.Cart.CANCELED;
import static eventstore.businesslogic.Cart.CONFIRM;
import static eventstore.businesslogic.Cart.CONFIRMED;
import static eventstore.businesslogic.Cart.MONDAY;
import static eventstore.businesslogic.Cart.OPEN;
import static eventstore.businesslogic.Cart.OPENED;
import static eventstore.businesslogic.Cart.add;
import static eventstore.businesslogic.Cart.added;
import static eventstore.businesslogic.Cart.remove;
import static eventstore.businesslogic.Cart.removed;
import static eventstore.businesslogic.CartSpecification.given;

import eventstore.aggregation.ShoppingCart;
import java.time.Instant;
import java.util.HashMap;
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
import shoppingcart.ShoppingCartCommand;
import shoppingcart.ShoppingCartCommand.Cancel;
import shoppingcart.ShoppingCartCommand.Confirm;
import shoppingcart.ShoppingCartCommand.Open;
import shoppingcart.ShoppingCartEvent;
import shoppingcart.ShoppingCartEvent.Canceled;
import shoppingcart.ShoppingCartEvent.Confirmed;
import shoppingcart.ShoppingCartEvent.Opened;
import shoppingcart.ShoppingCartEvent.ProductItemAdded;
import shoppingcart.ShoppingCartEvent.ProductItemRemoved;

@Tag("task-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("Task 1: decide")
class Task1DecideTest {

    private static final int MANY = Integer.MAX_VALUE;

    @Test
    @Order(1)
    @DisplayName("Open: whoever comes first has the cart, and nobody else")
    void open() {
        given().when(OPEN).then(OPENED);
        given(OPENED).when(new Open("cart-1", "ben", MONDAY)).thenRefused("this cart belongs to another customer");
        given(OPENED).when(new Open("cart-1", "Anna", MONDAY)).thenRefused("this cart belongs to another customer");
    }

    @Test
    @Order(2)
    @DisplayName("AddProductItem: into an open cart, as often as you like")
    void addProductItem() {
        given(OPENED).when(add(2, "shoes", 5_000)).then(added(2, "shoes", 5_000));
        given(OPENED, added(2, "shoes", 5_000)).when(add(2, "shoes", 5_000)).then(added(2, "shoes", 5_000));
        given(OPENED, added(2, "shoes", 5_000)).when(add(1, "shoes", 4_000)).then(added(1, "shoes", 4_000));
        given(OPENED, added(MANY, "shoes", 5_000)).when(add(MANY, "shoes", 5_000)).then(added(MANY, "shoes", 5_000));
        given().when(add(2, "shoes", 5_000)).thenRefused("nobody has opened this cart");
    }

    @Test
    @Order(3)
    @DisplayName("RemoveProductItem: what is in the cart, at its price, and not more of it")
    void removeProductItem() {
        given(OPENED, added(3, "shoes", 5_000)).when(remove(2, "shoes", 5_000)).then(removed(2, "shoes", 5_000));
        given(OPENED, added(3, "shoes", 5_000)).when(remove(3, "shoes", 5_000)).then(removed(3, "shoes", 5_000));
        given(OPENED, added(3, "shoes", 5_000)).when(remove(4, "shoes", 5_000))
                .thenRefused("the cart does not hold 4 of shoes at 5000 cents");
        given(OPENED, added(3, "shoes", 5_000), removed(2, "shoes", 5_000)).when(remove(2, "shoes", 5_000))
                .thenRefused("the cart does not hold 2 of shoes at 5000 cents");
        given(OPENED, added(3, "shoes", 5_000)).when(remove(1, "shoes", 4_000))
                .thenRefused("the cart does not hold 1 of shoes at 4000 cents");
        given(OPENED, added(3, "shoes", 5_000), added(1, "shoes", 4_000)).when(remove(2, "shoes", 4_000))
                .thenRefused("the cart does not hold 2 of shoes at 4000 cents");
        given(OPENED, added(MANY, "sticker", 0)).when(remove(MANY, "sticker", 0)).then(removed(MANY, "sticker", 0));
        given().when(remove(1, "shoes", 5_000)).thenRefused("nobody has opened this cart");
    }

    @Test
    @Order(4)
    @DisplayName("Confirm: a cart with something in it")
    void confirm() {
        given(OPENED, added(1, "shoes", 5_000)).when(CONFIRM).then(CONFIRMED);
        given(OPENED, added(1, "sticker", 0)).when(CONFIRM).then(CONFIRMED);
        given(OPENED).when(CONFIRM).thenRefused("the cart is empty");
        given(OPENED, added(1, "shoes", 5_000), removed(1, "shoes", 5_000)).when(CONFIRM)
                .thenRefused("the cart is empty");
        given().when(CONFIRM).thenRefused("nobody has opened this cart");
    }

    @Test
    @Order(5)
    @DisplayName("Cancel: any open cart, with something in it or nothing")
    void cancel() {
        given(OPENED).when(CANCEL).then(CANCELED);
        given(OPENED, added(1, "shoes", 5_000)).when(CANCEL).then(CANCELED);
        given().when(CANCEL).thenRefused("nobody has opened this cart");
    }

    @Test
    @Order(6)
    @DisplayName("a cart that was confirmed or canceled does not change any more: that is the reason, before any other")
    void closed() {
        ShoppingCartEvent[] confirmed = {OPENED, added(1, "shoes", 5_000), CONFIRMED};
        ShoppingCartEvent[] canceled = {OPENED, added(1, "shoes", 5_000), CANCELED};

        for (ShoppingCartCommand command : List.of(OPEN, new Open("cart-1", "ben", MONDAY), add(1, "hat", 2_000),
                remove(1, "shoes", 5_000), remove(2, "shoes", 5_000), remove(1, "hat", 2_000))) {
            given(confirmed).when(command).thenRefused("the cart is already confirmed");
            given(canceled).when(command).thenRefused("the cart is already canceled");
        }
        given(confirmed).when(CANCEL).thenRefused("the cart is already confirmed");
        given(canceled).when(CONFIRM).thenRefused("the cart is already canceled");
        given(OPENED, CANCELED).when(CONFIRM).thenRefused("the cart is already canceled");
    }

    @Test
    @Order(7)
    @DisplayName("what is already done is no error: nothing happens")
    void alreadyDone() {
        given(OPENED).when(OPEN).thenNothing();
        given(OPENED, added(1, "shoes", 5_000), CONFIRMED).when(new Confirm(MONDAY.plusSeconds(700))).thenNothing();
        given(OPENED, CONFIRMED).when(CONFIRM).thenNothing();
        given(OPENED, CANCELED).when(new Cancel(MONDAY.plusSeconds(1_000))).thenNothing();
    }

    @Test
    @Order(8)
    @DisplayName("an event's time is the command's: decide looks at no clock")
    void timeOfTheCommand() {
        for (Instant time : List.of(Instant.parse("1999-12-31T23:59:59Z"), Instant.parse("2099-01-01T00:00:00Z"))) {
            given().when(new Open("cart-1", "anna", time)).then(new Opened("cart-1", "anna", time));
            given(OPENED, added(1, "shoes", 5_000)).when(new Confirm(time)).then(new Confirmed(time));
            given(OPENED).when(new Cancel(time)).then(new Canceled(time));
        }
    }

    @Test
    @Order(9)
    @DisplayName("whatever is asked, and in whatever order: what happens keeps the rules")
    void keepsTheRules() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            ShoppingCart cart = ShoppingCart.initial();
            Bookkeeper bookkeeper = new Bookkeeper();
            for (int step = 0; step < 40; step++) {
                ShoppingCartCommand command = anyCommand(random);
                for (ShoppingCartEvent event : decided(command, cart)) {
                    String objection = bookkeeper.objectionTo(event);
                    if (objection != null) {
                        throw new AssertionError("%s was decided on %s, but %s (seed %d, command %d: %s)"
                                .formatted(event, cart, objection, seed, step, command));
                    }
                    cart = cart.evolve(event);
                }
            }
        }
    }

    private static List<ShoppingCartEvent> decided(ShoppingCartCommand command, ShoppingCart cart) {
        try {
            return ShoppingCartDecider.decide(command, cart);
        } catch (CommandRefusedException refused) {
            return List.of();
        }
    }

    private static ShoppingCartCommand anyCommand(Random random) {
        String product = List.of("shoes", "shirt", "hat").get(random.nextInt(3));
        int price = 100 * random.nextInt(1, 3);
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> new Open("cart-1", random.nextBoolean() ? "anna" : "ben", MONDAY);
            case 3 -> CONFIRM;
            case 4 -> CANCEL;
            case 5, 6, 7, 8, 9, 10, 11 -> remove(random.nextInt(1, 6), product, price);
            default -> add(random.nextInt(1, 6), product, price);
        };
    }

    /** Keeps count by hand, of the events alone, and objects to what no cart may do. */
    private static final class Bookkeeper {

        private final Map<String, Integer> pieces = new HashMap<>();
        private boolean opened;
        private boolean closed;

        /** @return why this event may not happen now; null when it may, and then it has happened */
        String objectionTo(ShoppingCartEvent event) {
            if (closed) {
                return "the cart had come to its end";
            }
            if (opened == event instanceof Opened) {
                return opened ? "somebody had opened the cart already" : "nobody had opened the cart";
            }
            switch (event) {
                case Opened first -> opened = true;
                case ProductItemAdded(ProductItem item) -> pieces.merge(line(item), item.quantity(), Integer::sum);
                case ProductItemRemoved(ProductItem item) -> {
                    if (pieces.merge(line(item), -item.quantity(), Integer::sum) < 0) {
                        return "there were not so many in the cart";
                    }
                }
                case Confirmed confirmed -> {
                    closed = true;
                    if (pieces.values().stream().allMatch(count -> count == 0)) {
                        return "there was nothing in the cart";
                    }
                }
                case Canceled canceled -> closed = true;
            }
            return null;
        }

        private static String line(ProductItem item) {
            return item.productId() + " at " + item.unitPrice();
        }
    }
}
