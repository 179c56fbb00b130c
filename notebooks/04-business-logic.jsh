///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES cart.jsh

heading("04 Business logic", "Decide may refuse; evolve may not.");

say("""
    A command is a wish: confirm this cart. An event is a fact: it was confirmed. Between the two stands a decision,
    and it is a function: from the command and the state to the events that follow, or a refusal.""");

step("1. The rules");

/** What can be asked of a cart. */
sealed interface Command {

    record Open(String customerId) implements Command {
    }

    record Add(String product, int quantity, int unitPrice) implements Command {
    }

    record Remove(String product, int quantity, int unitPrice) implements Command {
    }

    record Confirm() implements Command {
    }

    record Cancel() implements Command {
    }
}

void allow(boolean holds, String otherwise) {
    if (!holds) {
        throw new IllegalStateException(otherwise);
    }
}

/** The events that follow from a command; none when what is asked was already done. It reads no clock and no store. */
List<Event> decide(Command command, Cart cart) {
    switch (command) {
        case Command.Open open when cart.status().equals("none") -> {
            return List.of(opened(open.customerId()));
        }
        case Command.Confirm confirm when cart.status().equals("confirmed") -> {
            return List.of();
        }
        case Command.Cancel cancel when cart.status().equals("canceled") -> {
            return List.of();
        }
        default -> allow(cart.status().equals("open"), cart.status().equals("none")
                ? "nobody has opened this cart" : "the cart is already " + cart.status());
    }
    return switch (command) {
        case Command.Open open -> {
            allow(open.customerId().equals(cart.customer()), "this cart belongs to another customer");
            yield List.of();
        }
        case Command.Add add -> List.of(added(add.product(), add.quantity(), add.unitPrice()));
        case Command.Remove remove -> {
            allow(cart.items().getOrDefault(remove.product(), 0) >= remove.quantity(),
                    "the cart does not hold " + remove.quantity() + " of " + remove.product());
            yield List.of(removed(remove.product(), remove.quantity(), remove.unitPrice()));
        }
        case Command.Confirm confirm -> {
            allow(!cart.items().isEmpty(), "the cart is empty");
            yield List.of(confirmed());
        }
        case Command.Cancel cancel -> List.of(canceled());
    };
}

/** A rule tried out: a history, what is asked, and what follows. No database is needed for that. */
void rule(List<Event> given, Command when) throws Exception {
    Cart cart = Cart.initial();
    for (Event event : given) {
        cart = cart.evolve(decode(new Recorded(0, event.type(), event.data())));
    }
    Page.code("given " + given.stream().map(Event::type).toList() + "\nwhen  " + when);
    try {
        List<Event> events = decide(when, cart);
        Page.result("then  " + (events.isEmpty() ? "nothing more happens" : events));
    } catch (IllegalStateException refusal) {
        Page.result("then  refused: " + refusal.getMessage());
    }
}

say("Given a history, when something is asked, then this follows. Rules are tried out without any database:");
rule(List.of(opened("ann"), added("shoes", 2, 7000)), new Command.Confirm());
rule(List.of(opened("ann")), new Command.Confirm());
rule(List.of(opened("ann"), added("shoes", 2, 7000)), new Command.Remove("shoes", 3, 7000));
rule(List.of(opened("ann"), canceled()), new Command.Add("hat", 1, 3000));
rule(List.of(), new Command.Add("hat", 1, 3000));
say("To ask for what was already done is no error, and no event either:");
rule(List.of(opened("ann"), added("shoes", 2, 7000), confirmed()), new Command.Confirm());

step("2. Load, decide, append");

run("01-tables.sql");
run("02-appending.sql");

/** Carries out a command on a cart as it is now. Returns the stream's version afterwards. */
long handle(String stream, Command command) throws Exception {
    Page.code(stream + ": " + command);
    List<Recorded> history = read(stream);
    List<Event> events = decide(command, fold(Cart.initial(), history));
    long version = events.isEmpty() ? history.size()
            : append(db, stream, history.size(), events.toArray(Event[]::new));
    Page.result(events.isEmpty() ? "nothing to do, still at version " + version : events + ", now at version " + version);
    return version;
}

handle("cart-1", new Command.Open("ann"));
handle("cart-1", new Command.Add("shoes", 2, 7000));
refused(() -> handle("cart-1", new Command.Remove("hat", 1, 3000)));
handle("cart-1", new Command.Confirm());
handle("cart-1", new Command.Confirm());
query("select version, type, data from events where stream_id = 'cart-1' order by version");
say("""
    What was refused and what was already done left no row. A log of wishes would have five; a log of facts has
    three.""");

step("3. Somebody was faster");

handle("cart-2", new Command.Open("bob"));
handle("cart-2", new Command.Add("hat", 1, 3000));
say("Bob's page shows version 2 of his cart. On his phone he takes the hat out. Then he presses Confirm on the page:");
List<Recorded> seen = read("cart-2");
handle("cart-2", new Command.Remove("hat", 1, 3000));
List<Event> decided = decide(new Command.Confirm(), fold(Cart.initial(), seen));
Page.code("the page decides on version 2: " + decided);
refused(() -> append("cart-2", seen.size(), decided.toArray(Event[]::new)));
say("""
    The rules said yes, to a cart that is gone. The store said no, because it was asked for version 2: that is why
    an append without an expectation would throw away all of your rules. Asked again, with the cart as it is:""");
refused(() -> handle("cart-2", new Command.Confirm()));

nowTry("04-business-logic", "handle(\"cart-2\", new Command.Add(\"socks\", 3, 500))", "handle(\"cart-2\", new Command.Confirm())");
