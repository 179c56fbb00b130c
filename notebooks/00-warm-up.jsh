///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES cart.jsh

heading("00 Warm-up", "State forgets; events remember.");

say("""
    You run a shop. A cart is on its way to the checkout, and this notebook keeps it twice: as a row that is
    overwritten, the way that most of us learnt it, and as a list of what happened.""");

step("1. A row");

execute("create table cart_totals (cart_id text primary key, total int not null)");
execute("insert into cart_totals values ('cart-1', 0)");
say("Two pairs of shoes go in, at 7000 cents a pair. A moment later, one pair goes out again.");
execute("update cart_totals set total = total + 2 * 7000 where cart_id = 'cart-1'");
execute("update cart_totals set total = total - 1 * 7000 where cart_id = 'cart-1'");
query("select * from cart_totals");
say("""
    The row is correct. Now somebody asks which products people take out of the cart before they order. Look at
    the row again: it can't say. What it was before, it has forgotten.""");

step("2. The same cart as events");

List<Event> story = List.of(opened("ann"), added("shoes", 2, 7000), removed("shoes", 1, 7000));
say("Nobody overwrites anything here. What happened is written down, one event after the other:");
story.forEach(event -> Page.result(event.toString()));
say("The total is worked out when somebody wants it. Begin with nothing, and let each event have its effect:");
Cart cart = Cart.initial();
for (Event event : story) {
    cart = cart.evolve(decode(new Recorded(0, event.type(), event.data())));
    Page.result("%-19s total %5d".formatted(event.type(), cart.total()));
}
say("7000, as in the row. The events give you the row whenever you want it. The row never gives you the events.");

step("3. The question that came later");

/** What people took out again. */
List<String> regretted(List<Event> events) {
    return events.stream().filter(event -> event.type().equals("ProductItemRemoved"))
            .map(event -> ((CartEvent.ProductItemRemoved) decode(new Recorded(0, event.type(), event.data()))).product())
            .toList();
}

say("Which products were taken out? Nobody thought of that question when the cart was filled. A loop answers it:");
Page.result(regretted(story).toString());

nowTry("00-warm-up", "regretted(List.of(opened(\"bob\"), added(\"socks\", 3, 500), removed(\"socks\", 1, 500)))",
        "Cart.initial().evolve(new CartEvent.ProductItemAdded(\"socks\", 3, 500))");
