package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCartCodec;
import eventstore.given.EventCodec;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import shoppingcart.ShoppingCartEvent;

/** The cart's codec. It counts how often a cart is loaded, by its first event, and can break when it is to encode. */
final class CountingCodec implements EventCodec<ShoppingCartEvent> {

    private final ShoppingCartCodec codec = new ShoppingCartCodec();
    private int loads;
    private Throwable fault;

    int loads() {
        return loads;
    }

    /** @param fault a {@link RuntimeException} or an {@link Error} */
    void breakWith(Throwable fault) {
        this.fault = fault;
    }

    @Override
    public NewEvent encode(ShoppingCartEvent event) {
        switch (fault) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case null, default -> { }
        }
        return codec.encode(event);
    }

    @Override
    public ShoppingCartEvent decode(RecordedEvent event) {
        if (event.version() == 1) {
            loads++;
        }
        return codec.decode(event);
    }
}
