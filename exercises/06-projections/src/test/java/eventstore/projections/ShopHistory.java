package eventstore.projections;

import static eventstore.given.ExpectedVersion.exactly;

import eventstore.appending.EventStore;
import eventstore.given.NewEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import workbook.testing.Duel;

/** A shop's day: carts are filled, emptied and closed, some appends fail, and now and then the read models are rebuilt. */
final class ShopHistory implements Duel.Game<ShopHistory.Step> {

    /** What a day is made of. */
    sealed interface Step {
    }

    /** Pieces of a product, put in, or taken out as far as they are there. */
    record Move(String product, int pieces, int price) {
    }

    /** A batch for one cart, which it opens where it is not open yet. */
    record Fill(int cart, List<Move> moves) implements Step {
    }

    /** The end of a cart. */
    record Close(int cart, boolean bought) implements Step {
    }

    /** A batch by somebody who expects another version. */
    record TooLate(int cart) implements Step {
    }

    /** A batch that a projection fails at. */
    record Failing(int cart) implements Step {
    }

    /** Two batches in the caller's transaction. */
    record Together(Fill one, Fill other, boolean committed) implements Step {
    }

    /** The read models, made again from all events. */
    record Rebuild() implements Step {
    }

    private static final List<String> PRODUCTS = List.of("hat", "scarf", "shoes");
    private static final List<Integer> PRICES = List.of(10, 0, 25);
    private static final int CARTS = 5;
    private static final int REBUILDS_UNTIL = 40;       // each takes all events of all days: more would tell nothing new

    private final ProjectingStore store;
    private final ProjectingStore failing;
    private final Connection connection;
    private final DataSource dataSource;

    ShopHistory(Connection connection, DataSource dataSource) {
        List<Projection> projections = List.of(new Carts(), new ProductPopularity(dataSource));
        List<Projection> andOneThatFails = new ArrayList<>(projections);
        andOneThatFails.add((Shop.Seeing) event -> {
            throw new IllegalStateException("no such product");
        });
        this.store = new ProjectingStore(new EventStore(), projections);
        this.failing = new ProjectingStore(new EventStore(), andOneThatFails);
        this.connection = connection;
        this.dataSource = dataSource;
    }

    @Override
    public Step command(int step, Random random) {
        int cart = random.nextInt(CARTS);
        return switch (step % 12) {
            case 3 -> new TooLate(cart);
            case 5 -> new Failing(cart);
            case 7 -> new Together(fill(random), fill(random), random.nextBoolean());
            case 9 -> new Close(cart, random.nextBoolean());
            case 11 -> step < REBUILDS_UNTIL ? new Rebuild() : fill(random);
            default -> fill(random);
        };
    }

    private static Fill fill(Random random) {
        List<Move> moves = new ArrayList<>();
        for (int n = random.nextInt(3); n >= 0; n--) {
            moves.add(new Move(PRODUCTS.get(random.nextInt(PRODUCTS.size())), random.nextInt(9) - 3,
                    PRICES.get(random.nextInt(PRICES.size()))));
        }
        return new Fill(random.nextInt(CARTS), moves);
    }

    @Override
    public Duel.History<Step> begin(int number) {
        return new Day(number);
    }

    /** A cart as its events make it. */
    private record Cart(String status, Map<String, Integer> pieces, long version) {

        static final Cart NONE = new Cart("none", Map.of(), 0);

        Cart with(List<NewEvent> events, String newStatus, Map<String, Integer> newPieces) {
            return new Cart(newStatus, newPieces, version + events.size());
        }

        long quantity() {
            return pieces.values().stream().mapToLong(Integer::longValue).sum();
        }

        long amount() {
            return pieces.entrySet().stream().mapToLong(item -> item.getValue() * price(item.getKey())).sum();
        }

        static String item(Move move) {
            return move.product() + " at " + move.price();
        }

        private static long price(String item) {
            return Long.parseLong(item.substring(item.indexOf(" at ") + 4));
        }
    }

    private final class Day implements Duel.History<Step> {

        private final int number;
        private Map<Integer, Cart> carts = new TreeMap<>();

        Day(int number) {
            this.number = number;
        }

        private String id(int cart) {
            return number + "-cart-" + cart;
        }

        private String product(String name) {
            return number + "-" + name;
        }

        private Cart cart(int cart) {
            return carts.getOrDefault(cart, Cart.NONE);
        }

        @Override
        public Duel.Answers play(Step step) throws Exception {
            return switch (step) {
                case Fill fill -> fill(fill);
                case Close close -> close(close);
                case TooLate late -> new Duel.Answers("refused", answer(() -> store.append(connection, id(late.cart()),
                        exactly(cart(late.cart()).version() + 3), List.of(Shop.added(product("hat"), 1)))));
                case Failing fails -> new Duel.Answers("failed: no such product", answer(() -> failing.append(connection,
                        id(fails.cart()), exactly(cart(fails.cart()).version()), List.of(Shop.added(product("hat"), 1)))));
                case Together together -> together(together);
                case Rebuild rebuild -> new Duel.Answers("rebuilt", answer(() -> {
                    store.rebuild(connection);
                    return "rebuilt";
                }));
            };
        }

        private Duel.Answers fill(Fill fill) throws Exception {
            Cart before = cart(fill.cart());
            List<NewEvent> events = new ArrayList<>();
            if (before == Cart.NONE) {
                events.add(Shop.opened(id(fill.cart()), number + "-customer-" + fill.cart()));
            } else if (!before.status().equals("open")) {
                return new Duel.Answers("closed", "closed");
            }
            Map<String, Integer> pieces = new TreeMap<>(before.pieces());
            for (Move move : fill.moves()) {
                int has = pieces.getOrDefault(Cart.item(move), 0);
                int change = Math.max(-has, move.pieces());
                if (change != 0) {
                    events.add(change > 0 ? Shop.added(product(move.product()), change, move.price())
                            : Shop.removed(product(move.product()), -change, move.price()));
                    pieces.put(Cart.item(move), has + change);
                }
            }
            return events.isEmpty() ? new Duel.Answers("nothing to do", "nothing to do")
                    : append(fill.cart(), events, before.with(events, "open", pieces));
        }

        private Duel.Answers close(Close close) throws Exception {
            Cart before = cart(close.cart());
            List<NewEvent> events = List.of(close.bought() ? Shop.confirmed() : Shop.canceled());
            return before.status().equals("open")
                    ? append(close.cart(), events, before.with(events, close.bought() ? "confirmed" : "canceled", before.pieces()))
                    : new Duel.Answers("not open", "not open");
        }

        private Duel.Answers append(int cart, List<NewEvent> events, Cart after) throws Exception {
            long before = cart(cart).version();
            carts.put(cart, after);
            return new Duel.Answers("version " + after.version(),
                    answer(() -> "version " + store.append(connection, id(cart), exactly(before), events)));
        }

        private Duel.Answers together(Together together) throws Exception {
            Map<Integer, Cart> before = new TreeMap<>(carts);
            connection.setAutoCommit(false);
            Duel.Answers one = fill(together.one());
            Duel.Answers other = fill(together.other());
            if (together.committed()) {
                connection.commit();
            } else {
                connection.rollback();
                carts = before;
            }
            connection.setAutoCommit(true);
            return new Duel.Answers(one.model() + ", " + other.model(), one.code() + ", " + other.code());
        }

        private static String answer(Callable<?> call) throws Exception {
            try {
                return String.valueOf(call.call());
            } catch (WrongExpectedVersionException conflict) {
                return "refused";
            } catch (IllegalStateException failure) {
                return "failed: " + failure.getMessage();
            }
        }

        @Override
        public Duel.Answers readBack() throws SQLException {
            List<String> shouldBe = new ArrayList<>();
            Map<String, Long> products = new TreeMap<>();
            carts.forEach((cart, is) -> {
                shouldBe.add("%s of %d-customer-%d: %s, %d pieces for %d cents, at version %d".formatted(id(cart), number, cart,
                        is.status(), is.quantity(), is.amount(), is.version()));
                is.pieces().forEach((item, pieces) -> products.merge(product(item.substring(0, item.indexOf(' '))),
                        (long) pieces, Long::sum));
            });
            products.values().removeIf(pieces -> pieces == 0);
            products.forEach((product, pieces) -> shouldBe.add(product + ": " + pieces));
            List<String> is = new ArrayList<>(Shop.carts(dataSource));
            is.addAll(Shop.popularity(dataSource));
            is.removeIf(row -> !row.startsWith(number + "-") || row.endsWith(": 0"));
            return new Duel.Answers(shouldBe, is);
        }
    }
}
