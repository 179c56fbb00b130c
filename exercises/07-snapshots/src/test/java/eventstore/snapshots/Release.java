package eventstore.snapshots;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;
import shoppingcart.ShoppingCartEvent;

/**
 * A release of the shop: what it makes of the events, and the snapshots that it keeps. The second one makes something else of them,
 * in states of the same shape: who takes the snapshot of the other for its own gets another cart.
 */
record Release(BiFunction<ShoppingCart, ShoppingCartEvent, ShoppingCart> evolve,
               Snapshots<ShoppingCart, ShoppingCartEvent> snapshots) {

    static Release first(long interval) {
        return of(1, interval, ShoppingCart::evolve);
    }

    static Release second(long interval) {
        return of(2, interval, (cart, event) -> cart.evolve(event).evolve(event));
    }

    private static Release of(int schemaVersion, long interval,
                              BiFunction<ShoppingCart, ShoppingCartEvent, ShoppingCart> evolve) {
        StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator =
                new StreamAggregator<>(ShoppingCart.initial(), evolve::apply, new ShoppingCartCodec());
        return new Release(evolve, new Snapshots<>(aggregator, ShoppingCart.class, schemaVersion, interval));
    }

    /** What events come to, without any snapshot. */
    Aggregate<ShoppingCart> fold(List<ShoppingCartEvent> events) {
        return foldOn(new Aggregate<>(ShoppingCart.initial(), 0), events);
    }

    /** Loads, appends and saves. */
    Aggregate<ShoppingCart> appendAndSave(Connection connection, String streamId, List<ShoppingCartEvent> events)
            throws SQLException {
        Aggregate<ShoppingCart> before = snapshots.load(connection, streamId);
        Carts.append(connection, streamId, events);
        return save(connection, streamId, before, events);
    }

    /** Saves after an append. */
    Aggregate<ShoppingCart> save(Connection connection, String streamId, Aggregate<ShoppingCart> before,
                                 List<ShoppingCartEvent> appended) throws SQLException {
        Aggregate<ShoppingCart> after = foldOn(before, appended);
        snapshots.save(connection, streamId, before, after);
        return after;
    }

    private Aggregate<ShoppingCart> foldOn(Aggregate<ShoppingCart> before, List<ShoppingCartEvent> events) {
        ShoppingCart cart = before.state();
        for (ShoppingCartEvent event : events) {
            cart = evolve.apply(cart, event);
        }
        return new Aggregate<>(cart, before.version() + events.size());
    }
}
