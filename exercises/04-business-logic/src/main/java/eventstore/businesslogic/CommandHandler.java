package eventstore.businesslogic;

import eventstore.aggregation.Aggregate;
import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.EventCodec;
import eventstore.given.ExpectedVersion;
import eventstore.given.Todo;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import shoppingcart.ShoppingCartCommand;
import shoppingcart.ShoppingCartEvent;

/** Carries out what is asked of a cart: load its state, decide, append what happens. */
public final class CommandHandler {

    private final EventStore store;
    private final StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator;
    private final EventCodec<ShoppingCartEvent> codec;

    /**
     * @param store      where the events go
     * @param aggregator loads a cart's state
     * @param codec      makes the store's events of the cart's
     */
    public CommandHandler(
            EventStore store,
            StreamAggregator<ShoppingCart, ShoppingCartEvent> aggregator,
            EventCodec<ShoppingCartEvent> codec) {
        this.store = store;
        this.aggregator = aggregator;
        this.codec = codec;
    }

    /**
     * Carries out a command on a cart as it is now. What happens is appended only if nobody has appended since the cart
     * was loaded.
     *
     * @param connection the caller's connection, in autocommit or in the caller's transaction
     * @param streamId   the cart's stream
     * @param command    what is asked
     * @return the stream's version afterwards; as it was, when there was nothing left to do
     * @throws CommandRefusedException       when the cart's rules do not allow it; nothing was written
     * @throws WrongExpectedVersionException when somebody has appended meanwhile; nothing was written
     * @throws IllegalArgumentException      when the stream holds events that are not a cart's; nothing was written
     */
    public long handle(Connection connection, String streamId, ShoppingCartCommand command) throws SQLException {
        throw new Todo(2, "load the cart, decide, append at the version that you loaded");
    }

    /**
     * Carries out a command of somebody who has seen the cart at some version, and means that one.
     *
     * @param connection the caller's connection, in autocommit or in the caller's transaction
     * @param streamId   the cart's stream
     * @param command    what is asked
     * @param seen       what the user saw; it must hold even when there is nothing left to do
     * @return the stream's version afterwards; as it was, when there was nothing left to do
     * @throws WrongExpectedVersionException when the cart is not as the user saw it, before any of its rules is asked,
     *                                       or when somebody has appended since it was loaded; nothing was written, and
     *                                       it is not tried again
     * @throws CommandRefusedException       when the cart's rules do not allow it; nothing was written
     * @throws IllegalArgumentException      when the stream holds events that are not a cart's; nothing was written
     */
    public long handle(Connection connection, String streamId, ShoppingCartCommand command, ExpectedVersion seen)
            throws SQLException {
        throw new Todo(3, "the same, but first: is the cart still as the user saw it?");
    }

    /**
     * Carries out a command that means the cart as it is now, and again when somebody was faster: with the cart as that
     * one left it. Inside of the caller's transaction there is one attempt only: after a conflict it has to roll back.
     *
     * @param connection the caller's connection
     * @param streamId   the cart's stream
     * @param command    what is asked
     * @param attempts   how often it is tried at most, 1 or more
     * @return the stream's version afterwards
     * @throws WrongExpectedVersionException when somebody was faster each time; nothing was written
     * @throws CommandRefusedException       when the cart's rules do not allow it, or no longer; nothing was written
     */
    public long handleWithRetry(Connection connection, String streamId, ShoppingCartCommand command, int attempts)
            throws SQLException {
        throw new Todo(4, "handle again after a conflict, so often at most (for home)");
    }

    /** Whether a stream at this version is as expected. */
    private static boolean holds(ExpectedVersion expected, long version) {
        return switch (expected) {
            case ExpectedVersion.Any any -> true;
            case ExpectedVersion.NoStream noStream -> version == 0;
            case ExpectedVersion.StreamExists streamExists -> version > 0;
            case ExpectedVersion.Exactly exactly -> version == exactly.version();
        };
    }
}
