///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES store.jsh

heading("02 Appending", "Has anything changed since I looked?");

say("""
    Two tables keep events. What is missing is the one way to add some: at the end of a stream, in order, all of a
    batch or nothing, and only if the stream is still as its writer believes it to be. That is one function.""");

step("1. The function");

run("01-tables.sql");
run("02-appending.sql");
query("""
      select proname as name, pg_get_function_result(oid) as returns, pronargs as arguments,
             case provolatile when 'v' then 'volatile' when 's' then 'stable' end as volatility
        from pg_proc where pronamespace = 'public'::regnamespace order by proname""");
say("""
    append_to_stream takes a stream, the version that its writer expects, and the events as arrays, so that a whole
    batch is one call and one round trip. event_time says when a batch is recorded; module 05 gives it a better
    clock.""");

step("2. A batch");

append("cart-1", NO_STREAM, event("Opened", "{\"customerId\": \"ann\"}"),
        event("ProductItemAdded", "{\"product\": \"shoes\", \"quantity\": 2}"));
query("select * from streams");
query("select version, type, data, recorded_at from events where stream_id = 'cart-1' order by version");
say("Versions count from 1. Both rows have one time: a batch is recorded at one moment.");

step("3. What a writer expects");

say("Ann has looked at her cart at version 2. Nobody has touched it since, so her next event goes in:");
append("cart-1", 2, event("ProductItemAdded", "{\"product\": \"socks\", \"quantity\": 1}"));
say("Her phone still shows version 2. What it sends now was decided on a cart that is gone:");
refused(() -> append("cart-1", 2, event("ProductItemRemoved", "{\"product\": \"shoes\", \"quantity\": 2}")));
say("An expectation that lies ahead is as wrong. Without the check it would leave a hole:");
refused(() -> append("cart-1", 9, event("Confirmed", "{}")));
say("To open a cart that is there, or to add to one that is not, is refused likewise:");
refused(() -> append("cart-1", NO_STREAM, event("Opened", "{\"customerId\": \"bob\"}")));
refused(() -> append("cart-2", STREAM_EXISTS, event("Confirmed", "{}")));
say("""
    The error's code is ES001, and its detail is the version that the stream is at: 0 where there is none. Two
    expectations ask for less:""");
append("cart-1", STREAM_EXISTS, event("ProductItemAdded", "{\"product\": \"hat\", \"quantity\": 1}"));
append("cart-2", ANY, event("Opened", "{\"customerId\": \"bob\"}"));
say("And a batch without an event is a mistake in the program, which has its own code:");
refused(() -> append("cart-1", ANY));

step("4. Two writers at once");

say("""
    Two programs have read cart-1 at version 4, and both append on that. It is over in a millisecond. So that you can
    watch, the notebook gives the store a clock that waits for a bell:""");
execute("""
        create or replace function event_time(stream text) returns timestamptz language plpgsql as $$
        begin
            perform pg_advisory_xact_lock(1);
            return now();
        end;
        $$""");

/** Waits until a connection's statement waits for another connection. */
void untilItWaits(Connection connection, Connection other) throws Exception {
    Instant limit = Instant.now().plusSeconds(10);
    try (PreparedStatement blocked = db.prepareStatement("select ? = any (pg_blocking_pids(?))")) {
        blocked.setInt(1, other.unwrap(PGConnection.class).getBackendPID());
        blocked.setInt(2, connection.unwrap(PGConnection.class).getBackendPID());
        while (true) {
            try (ResultSet row = blocked.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    return;
                }
            }
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("a writer should have waited, and did not");
            }
        }
    }
}

/** Takes the bell, or rings it. */
void bell(String function) throws SQLException {
    try (Statement statement = db.createStatement()) {
        statement.execute("select " + function + "(1)");
    }
}

Connection a = postgres().getConnection();
Connection b = postgres().getConnection();
ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
bell("pg_advisory_lock");
Page.code("A  append Confirmed to cart-1, expecting version 4");
Future<Long> first = writers.submit(() -> append(a, "cart-1", 4, event("Confirmed", "{}")));
untilItWaits(a, db);
Page.result("... it has looked, and is about to write");
Page.code("B  append Canceled to cart-1, expecting version 4");
Future<Long> second = writers.submit(() -> append(b, "cart-1", 4, event("Canceled", "{}")));
untilItWaits(b, a);
Page.result("... it waits for A, which holds the row of cart-1 in streams");
bell("pg_advisory_unlock");
Page.code("the bell rings: A goes on");
Page.result("now at version " + first.get(10, TimeUnit.SECONDS));
Page.code("A is done: B goes on");
refused(() -> {
    try {
        second.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
        throw (Exception) e.getCause();
    }
});
query("select version, type, data from events where stream_id = 'cart-1' order by version");
say("""
    One wins, the other is told so and can look again. There is no cart that is confirmed and canceled. The row in
    streams is the lock: whoever appends to this stream takes it first, and only then looks.""");
a.close();
b.close();
execute("create or replace function event_time(stream text) returns timestamptz language sql stable return now()");

step("5. A retry");

say("""
    A writer sends a batch, and the line breaks before the answer comes. Was it recorded? It need not know: it sends
    the same events again, with the same ids.""");
append("cart-3", NO_STREAM, event("Opened", "{\"customerId\": \"cy\"}"));
Event[] batch = {event("ProductItemAdded", "{\"product\": \"hat\", \"quantity\": 1}"),
        event("ProductItemAdded", "{\"product\": \"scarf\", \"quantity\": 1}")};
append("cart-3", 1, batch);
append("cart-3", 3, event("Confirmed", "{}"));
append("cart-3", 1, batch);
query("select * from streams order by stream_id");
say("""
    The second time it gets the first answer, version 3, and nothing is written. Nor has any of the refused appends
    left a trace.""");

nowTry("02-appending", "append(\"cart-3\", 4, event(\"Canceled\", \"{}\"))",
        "append(\"cart-3\", 4, event(\"Canceled\", \"{}\"))     // another event, and cart-3 is at 5: read the error");
