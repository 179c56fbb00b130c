package eventstore.aggregation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.Duel;
import workbook.testing.Heap;

/** Carts whose streams have names that look alike, filled by turns and folded again and again. */
final class CartHistory implements Duel.Game<CartHistory.Step> {

    /** Some events are appended to a cart, or none, and the cart is folded. */
    record Step(int cart, List<ShoppingCartEvent> events) {
        @Override
        public String toString() {
            return (events.isEmpty() ? "" : "append " + events + " to '" + name(cart) + "', and ") + "fold '" + name(cart) + "'";
        }
    }

    /** In place of # comes the number of the history. */
    private static final List<String> NAMES = List.of("#cart-1", "#CART-1", "#cart-1 ", " #cart-1", "#cart_1", "#cart-%", "#cart-10",
            "#O'Brien's cart", "#cart-1' or 'a' = 'a", "#\\cart-1");

    private final StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator;
    private final Connection connection;

    CartHistory(StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator, Connection connection) {
        this.aggregator = aggregator;
        this.connection = connection;
    }

    private static String name(int cart) {
        return NAMES.get(cart).replace("#", "");
    }

    @Override
    public Step command(int step, Random random) {
        return new Step(step % NAMES.size(), Cart.anyHistory(random, random.nextInt(4)));
    }

    @Override
    public Duel.History<Step> begin(int number) {
        List<List<ShoppingCartEvent>> carts = IntStream.range(0, NAMES.size())
                .<List<ShoppingCartEvent>>mapToObj(i -> new ArrayList<>()).toList();
        return new Duel.History<>() {

            private String id(int cart) {
                return NAMES.get(cart).replace("#", number + "");
            }

            @Override
            public Duel.Answers play(Step step) throws SQLException {
                if (!step.events().isEmpty()) {
                    Cart.append(connection, id(step.cart()), step.events().toArray(ShoppingCartEvent[]::new));
                }
                carts.get(step.cart()).addAll(step.events());
                return fold(step.cart());
            }

            private Duel.Answers fold(int cart) throws SQLException {
                List<ShoppingCartEvent> events = carts.get(cart);
                return new Duel.Answers(
                        new Aggregate<>(Cart.after(events.toArray(ShoppingCartEvent[]::new)), events.size()),
                        aggregator.aggregate(connection, id(cart)));
            }

            @Override
            public Duel.Answers readBack() throws SQLException {
                for (int cart = 0; cart < NAMES.size(); cart++) {
                    Heap.scatter(connection, id(cart));
                    Heap.backInTime(connection, id(cart));
                    Duel.Answers answers = fold(cart);
                    if (!answers.model().equals(answers.code())) {
                        return answers;
                    }
                }
                return new Duel.Answers("", "");
            }
        };
    }
}
