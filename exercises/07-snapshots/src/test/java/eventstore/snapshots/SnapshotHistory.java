package eventstore.snapshots;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.Duel;
import workbook.testing.Heap;

/** Carts that two releases of a shop fill and load, each with snapshots of its own, which somebody deletes now and then. */
final class SnapshotHistory implements Duel.Game<SnapshotHistory.Step> {

    /** What a history is made of. */
    sealed interface Step {
    }

    /** A release loads a cart, appends some events and saves. */
    record Append(int cart, int release, List<ShoppingCartEvent> events) implements Step {
        @Override
        public String toString() {
            return "release %d appends %d events to cart %d, and saves".formatted(release, events.size(), cart);
        }
    }

    /** A release loads a cart. */
    record Load(int cart, int release) implements Step {
        @Override
        public String toString() {
            return "release %d loads cart %d".formatted(release, cart);
        }
    }

    /** A release looks at a cart as it was so many events ago. */
    record Before(int cart, int release, int events) implements Step {
        @Override
        public String toString() {
            return "release %d looks at cart %d as it was %d events ago, by its version".formatted(release, cart, events);
        }
    }

    /** All snapshots of a cart are deleted. */
    record Delete(int cart) implements Step {
        @Override
        public String toString() {
            return "somebody deletes the snapshots of cart " + cart;
        }
    }

    private static final int CARTS = 3;

    private final List<Release> releases = List.of(Release.first(3), Release.second(4));
    private final Connection connection;

    SnapshotHistory(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Step command(int step, Random random) {
        int cart = random.nextInt(CARTS);
        int release = 1 + random.nextInt(2);
        return switch (step % 8) {
            case 0, 2, 4 -> new Append(cart, release,
                    Stream.generate(() -> Carts.any(random)).limit(1 + random.nextInt(5)).toList());
            case 7 -> new Delete(cart);
            case 1 -> new Load(cart, release);
            default -> new Before(cart, release, random.nextInt(6));
        };
    }

    @Override
    public Duel.History<Step> begin(int number) {
        return new Played(number);
    }

    private final class Played implements Duel.History<Step> {

        private final int number;
        private final List<List<ShoppingCartEvent>> carts =
                IntStream.range(0, CARTS).<List<ShoppingCartEvent>>mapToObj(i -> new ArrayList<>()).toList();

        Played(int number) {
            this.number = number;
        }

        private String id(int cart) {
            return "cart-" + number + "-" + cart;
        }

        private Release release(int number) {
            return releases.get(number - 1);
        }

        @Override
        public Duel.Answers play(Step step) throws SQLException {
            return switch (step) {
                case Append append -> {
                    carts.get(append.cart()).addAll(append.events());
                    yield compare(append.cart(), append.release(), Integer.MAX_VALUE,
                            release(append.release()).appendAndSave(connection, id(append.cart()), append.events()));
                }
                case Load load -> compare(load.cart(), load.release(), Integer.MAX_VALUE,
                        release(load.release()).snapshots().load(connection, id(load.cart())));
                case Before before -> {
                    int version = Math.max(0, carts.get(before.cart()).size() - before.events());
                    yield compare(before.cart(), before.release(), version, release(before.release()).snapshots()
                            .atVersion(connection, id(before.cart()), version));
                }
                case Delete delete -> {
                    Carts.deleteSnapshots(connection, id(delete.cart()));
                    yield new Duel.Answers("deleted", "deleted");
                }
            };
        }

        private Duel.Answers compare(int cart, int release, int version, Aggregate<ShoppingCart> is) {
            List<ShoppingCartEvent> events = carts.get(cart);
            return new Duel.Answers(release(release).fold(events.subList(0, Math.min(version, events.size()))), is);
        }

        @Override
        public Duel.Answers readBack() throws SQLException {
            for (int cart = 0; cart < CARTS; cart++) {
                Heap.scatter(connection, id(cart));
                Heap.backInTime(connection, id(cart));
                for (int release = 1; release <= releases.size(); release++) {
                    Duel.Answers answers = play(new Load(cart, release));
                    if (!answers.model().equals(answers.code())) {
                        return answers;
                    }
                }
            }
            return new Duel.Answers("", "");
        }
    }
}
