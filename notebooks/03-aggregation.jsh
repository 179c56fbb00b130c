///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES cart.jsh

heading("03 Aggregation", "State is a left fold.");

say("""
    The store keeps what happened. A checkout wants to know what is: which items, how much, still open? Nobody stored
    that. It is worked out of the events, from the first to the last.""");

step("1. A stream");

run("01-tables.sql");
run("02-appending.sql");
append("cart-1", NO_STREAM, opened("ann"), added("shoes", 2, 7000), added("hat", 1, 3000));
append("cart-1", 3, removed("shoes", 1, 7000), confirmed());
query("select version, type, data from events where stream_id = 'cart-1' order by version");

step("2. Event by event");

say("One function does it: the cart before an event, and the event, give the cart after it. From a cart of nothing:");
Cart cart = Cart.initial();
Page.result("%d  %-19s %s".formatted(0, "", cart));
for (Recorded event : read("cart-1")) {
    cart = cart.evolve(decode(event));
    Page.result("%d  %-19s %s".formatted(event.version(), event.type(), cart));
}
say("""
    That is a left fold. The cart is never changed, each event gives a new one: so every line above could be kept,
    compared, or begun from.""");

step("3. Begun from the middle");

say("What the first three events come to, and then the rest, is what all of them come to:");
Cart half = fold(Cart.initial(), read(db, "cart-1", 1, 3));
show("the first three", half);
show("and the rest", fold(half, read(db, "cart-1", 4, 5)));
if (!fold(half, read(db, "cart-1", 4, 5)).equals(load("cart-1"))) {
    throw new AssertionError("a prefix and the rest are the whole");
}
say("Module 07 makes loads short with this, and nothing else.");

step("4. A stream that nobody wrote");

show("load cart-2", load("cart-2"));
say("No events, no effect: the initial state, at version 0. It needs no special case.");

step("5. A fact is a fact");

append("cart-1", ANY, removed("shoes", 5, 7000));
show("load cart-1", load("cart-1"));
say("""
    More shoes were taken out than were in, and evolve shows it: it does not refuse. The event has happened, and an
    exception here would lock you out of your own history. Who may take out what is decided before an event is
    recorded, in module 04.""");

nowTry("03-aggregation", "load(\"cart-1\")", "append(\"cart-2\", NO_STREAM, opened(\"bob\"), added(\"socks\", 3, 500)); load(\"cart-2\")");
