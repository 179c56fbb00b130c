package eventstore.timetravel;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import shoppingcart.ShoppingCartEvent;
import workbook.testing.Duel;
import workbook.testing.Heap;

/** Carts that are filled at many moments, by clocks that stand still and go back, and asked about at all of them. */
final class TravelHistory implements Duel.Game<TravelHistory.Step> {

    /** What a history is made of. */
    sealed interface Step {
    }

    /** A batch that the store recorded at one moment, so many microseconds after nine; less than the last one's is a clock set back. */
    record Batch(int cart, int events, long micros) implements Step {
        @Override
        public String toString() {
            return "%d events of cart %d are recorded at %s".formatted(events, cart, moment(micros * 1_000));
        }
    }

    /** The cart as of a moment, and no more than so many events of it where a bound is given. */
    record AsOf(int cart, long nanos, Integer atMost) implements Step {
        @Override
        public String toString() {
            return "cart %d as of %s".formatted(cart, moment(nanos)) + (atMost == null ? "" : ", at most at version " + atMost);
        }
    }

    /** The cart at a version. */
    record AtVersion(int cart, int version) implements Step {
        @Override
        public String toString() {
            return "cart %d at version %d".formatted(cart, version);
        }
    }

    private static final int CARTS = 4;         // of which one is never opened
    private static final int MICROS = 8;
    private static final int SCATTERED = 20;    // events of a cart that are moved about: each move leaves a dead row

    private final TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine;
    private final Connection connection;

    TravelHistory(TimeMachine<ShoppingCart, ShoppingCartEvent> timeMachine, Connection connection) {
        this.timeMachine = timeMachine;
        this.connection = connection;
    }

    private static Instant moment(long nanos) {
        return Carts.at("09:00").plusNanos(nanos);
    }

    @Override
    public Step command(int step, Random random) {
        return switch (step % 3) {
            case 0 -> new Batch(random.nextInt(CARTS - 1), 1 + random.nextInt(3), random.nextInt(MICROS));
            case 1 -> new AsOf(random.nextInt(CARTS), random.nextInt(MICROS + 1) * 1_000L + random.nextInt(3) - 1,
                    random.nextBoolean() ? null : random.nextInt(9) - 1);
            default -> new AtVersion(random.nextInt(CARTS), random.nextInt(12) - 1);
        };
    }

    @Override
    public Duel.History<Step> begin(int number) {
        return new Played(number);
    }

    private final class Played implements Duel.History<Step> {

        private final int number;
        private final List<List<Long>> micros = IntStream.range(0, CARTS).<List<Long>>mapToObj(i -> new ArrayList<>()).toList();

        Played(int number) {
            this.number = number;
        }

        private String id(int cart) {
            return "cart-" + number + "-" + cart;
        }

        @Override
        public Duel.Answers play(Step step) throws SQLException {
            return switch (step) {
                case Batch batch -> record(batch);
                case AsOf asOf when asOf.atMost() == null -> compare(asOf.cart(), recordedBy(asOf),
                        () -> timeMachine.asOf(connection, id(asOf.cart()), moment(asOf.nanos())));
                case AsOf asOf -> compare(asOf.cart(), Math.min(asOf.atMost(), recordedBy(asOf)),
                        () -> timeMachine.asOf(connection, id(asOf.cart()), moment(asOf.nanos()), asOf.atMost()));
                case AtVersion at -> compare(at.cart(), at.version(),
                        () -> timeMachine.atVersion(connection, id(at.cart()), at.version()));
            };
        }

        private Duel.Answers record(Batch batch) throws SQLException {
            List<Long> cart = micros.get(batch.cart());
            int before = cart.size();
            cart.addAll(Collections.nCopies(batch.events(), batch.micros()));
            Carts.record(connection, id(batch.cart()), before, Carts.additions(before, cart.size()), moment(batch.micros() * 1_000));
            if (before < SCATTERED) {
                Heap.scatter(connection, id(batch.cart()));
            }
            return new Duel.Answers("recorded", "recorded");
        }

        /** An event can't have been there before the one that it follows: the first one after the moment ends it. */
        private int recordedBy(AsOf asOf) {
            return (int) micros.get(asOf.cart()).stream().takeWhile(time -> time * 1_000 <= asOf.nanos()).count();
        }

        private Duel.Answers compare(int cart, int version, Question question) throws SQLException {
            boolean isThere = version >= 0 && version <= micros.get(cart).size();
            String should = isThere ? "the cart of the first " + version + " events" : "refused with an IllegalArgumentException";
            return new Duel.Answers(should, answer(question));
        }

        private static String answer(Question question) throws SQLException {
            try {
                Aggregate<ShoppingCart> answer = question.ask();
                int version = (int) answer.version();
                return answer.equals(Carts.fold(Carts.additions(0, version)))
                        ? "the cart of the first " + version + " events"
                        : "version " + version + ", and a cart of other events: " + answer.state();
            } catch (IllegalArgumentException refused) {
                return "refused with an IllegalArgumentException";
            }
        }

        @Override
        public Duel.Answers readBack() {
            return new Duel.Answers("", "");
        }
    }

    /** Something that the time machine is asked. */
    private interface Question {
        Aggregate<ShoppingCart> ask() throws SQLException;
    }
}
