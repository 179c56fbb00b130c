package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCart;
import eventstore.given.Json;
import java.util.List;
import java.util.stream.Collectors;
import shoppingcart.ShoppingCartCommand;
import shoppingcart.ShoppingCartEvent;

/**
 * A rule of the cart as a sentence: given what has happened, when something is asked, then this happens.
 *
 * <pre>{@code
 * given(OPENED, added(1, "shoes", 5_000)).when(CONFIRM).then(CONFIRMED);
 * given(OPENED).when(CONFIRM).thenRefused("the cart is empty");
 * }</pre>
 */
final class CartSpecification {

    private final List<ShoppingCartEvent> history;
    private final ShoppingCartCommand command;
    private final String outcome;

    private CartSpecification(List<ShoppingCartEvent> history, ShoppingCartCommand command, String outcome) {
        this.history = history;
        this.command = command;
        this.outcome = outcome;
    }

    /** What has happened to the cart so far, the oldest first; nothing, for a cart that nobody has opened. */
    static Given given(ShoppingCartEvent... history) {
        return new Given(List.of(history));
    }

    /** A history that waits for a command. */
    record Given(List<ShoppingCartEvent> history) {

        /**
         * What is asked of the cart. Both are as they are in life: they have come as JSON, so no text in the one is the
         * same object as in the other. And it is asked twice: a decision is a function, and remembers nothing.
         */
        CartSpecification when(ShoppingCartCommand command) {
            ShoppingCart cart = ShoppingCart.initial();
            for (ShoppingCartEvent event : history) {
                cart = cart.evolve(asItCame(event));
            }
            String outcome = outcome(asItCame(command), cart);
            String again = outcome(asItCame(command), cart);
            return new CartSpecification(history, command, again.equals(outcome) ? outcome
                    : outcome + "\n  and then, asked once more on the same cart, " + again);
        }

        private static String outcome(ShoppingCartCommand command, ShoppingCart cart) {
            try {
                return happens(ShoppingCartDecider.decide(command, cart));
            } catch (CommandRefusedException refused) {
                return refused(refused.getMessage());
            } catch (RuntimeException broken) {
                return "it breaks with " + broken;
            }
        }

        @SuppressWarnings("unchecked")
        private static <T> T asItCame(T object) {
            return (T) Json.read(Json.write(object), object.getClass());
        }
    }

    /** These events happen, in this order. */
    void then(ShoppingCartEvent... events) {
        check(happens(List.of(events)));
    }

    /** Nothing happens: what was asked is already done. */
    void thenNothing() {
        check(happens(List.of()));
    }

    /** The cart's rules do not allow it, for this reason. */
    void thenRefused(String reason) {
        check(refused(reason));
    }

    private void check(String expected) {
        if (!expected.equals(outcome)) {
            throw new AssertionError("""
                    the cart's rules say something else

                      given  %s
                      when   %s
                      then   %s
                      but    %s
                    """.formatted(history.isEmpty() ? "nothing" : inWords(history), inWords(command), expected, outcome)
                    .stripTrailing());
        }
    }

    private static String happens(List<ShoppingCartEvent> events) {
        return events.isEmpty() ? "nothing happens" : inWords(events);
    }

    private static String refused(String reason) {
        return "it is refused: \"" + reason + "\"";
    }

    private static String inWords(List<ShoppingCartEvent> events) {
        return events.stream().map(CartSpecification::inWords).collect(Collectors.joining("\n         "));
    }

    private static String inWords(Object record) {
        return record.toString().replace("[item=ProductItem[", "[").replace("]]", "]");
    }
}
