// The shopping cart, as notebooks 00 and 03 show it: its events, its state, and the fold from the one to the other.
//SOURCES store.jsh

/** What can happen to a cart. Prices are in cents. */
sealed interface CartEvent {

    record Opened(String customerId) implements CartEvent {
    }

    record ProductItemAdded(String product, int quantity, int unitPrice) implements CartEvent {
    }

    record ProductItemRemoved(String product, int quantity, int unitPrice) implements CartEvent {
    }

    record Confirmed() implements CartEvent {
    }

    record Canceled() implements CartEvent {
    }
}

/** The names in the store, and what each of them is here. */
Map<String, Class<? extends CartEvent>> NAMES = Map.of(
        "Opened", CartEvent.Opened.class,
        "ProductItemAdded", CartEvent.ProductItemAdded.class,
        "ProductItemRemoved", CartEvent.ProductItemRemoved.class,
        "Confirmed", CartEvent.Confirmed.class,
        "Canceled", CartEvent.Canceled.class);

/** The store's event as the domain knows it. */
CartEvent decode(Recorded event) {
    return JsonMapper.shared().readValue(event.data(), NAMES.get(event.type()));
}

/** The domain's event, on its way into the store. */
Event encode(CartEvent event) {
    return event(event.getClass().getSimpleName(), JsonMapper.shared().writeValueAsString(event));
}

/** What the events of one cart amount to. It never changes: each event gives a new one. */
record Cart(String status, String customer, Map<String, Integer> items, int total) {

    static Cart initial() {
        return new Cart("none", null, Map.of(), 0);
    }

    Cart evolve(CartEvent event) {
        return switch (event) {
            case CartEvent.Opened opened -> new Cart("open", opened.customerId(), items, total);
            case CartEvent.ProductItemAdded added -> with(added.product(), added.quantity(), added.unitPrice());
            case CartEvent.ProductItemRemoved removed -> with(removed.product(), -removed.quantity(), removed.unitPrice());
            case CartEvent.Confirmed confirmed -> new Cart("confirmed", customer, items, total);
            case CartEvent.Canceled canceled -> new Cart("canceled", customer, items, total);
        };
    }

    private Cart with(String product, int quantity, int unitPrice) {
        Map<String, Integer> changed = new TreeMap<>(items);
        changed.merge(product, quantity, (before, more) -> before + more == 0 ? null : before + more);
        return new Cart(status, customer, changed, total + quantity * unitPrice);
    }
}

/** Goes on from a cart with the events that follow. */
Cart fold(Cart from, List<Recorded> events) {
    Cart cart = from;
    for (Recorded event : events) {
        cart = cart.evolve(decode(event));
    }
    return cart;
}

/** A cart as it is now. */
Cart load(String stream) throws SQLException {
    return fold(Cart.initial(), read(stream));
}

/** Events that a story needs. */
Event opened(String customer) {
    return encode(new CartEvent.Opened(customer));
}

Event added(String product, int quantity, int unitPrice) {
    return encode(new CartEvent.ProductItemAdded(product, quantity, unitPrice));
}

Event removed(String product, int quantity, int unitPrice) {
    return encode(new CartEvent.ProductItemRemoved(product, quantity, unitPrice));
}

Event confirmed() {
    return encode(new CartEvent.Confirmed());
}

Event canceled() {
    return encode(new CartEvent.Canceled());
}

/** Shows a cart. */
void show(String what, Cart cart) {
    Page.code(what);
    Page.result(cart.toString());
}
