///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES cart.jsh

heading("07 Snapshots", "Delete a snapshot: you lose only time.");

say("""
    Who has a cart of a thousand events? Hardly anybody: most streams are short, and the first answer to a long one is
    to end it earlier. Where a stream must be long, keep what its first events come to.""");

step("1. A long stream");

run("01-tables.sql");
run("02-appending.sql");
run("05-time-travel.sql");
run("06-projections.sql");
run("07-snapshots.sql");

/** Socks go in and out again, so many times. */
Event[] undecided(int events) {
    return IntStream.range(0, events).mapToObj(i -> i % 4 == 3 ? removed("socks", 2, 500) : added("socks", 1, 500))
            .toArray(Event[]::new);
}

Page.code("append Opened and 998 times socks, in or out, to cart-1");
append(db, "cart-1", NO_STREAM, opened("ann"));
Page.result("now at version " + append(db, "cart-1", 1, undecided(998)));

step("2. Load it");

int SCHEMA = 1;
int INTERVAL = 100;

/** What is known of a stream: the cart, the version that it stands for, and how many rows it took to know it. */
record Known(Cart cart, long version, int rowsRead) {
}

/** The latest snapshot that we can read, or the cart of no events. */
Known snapshot(String stream) throws SQLException {
    String sql = "select version, state from snapshots where stream_id = ? and schema_version = ? order by version desc limit 1";
    try (PreparedStatement query = db.prepareStatement(sql)) {
        query.setString(1, stream);
        query.setInt(2, SCHEMA);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new Known(JsonMapper.shared().readValue(row.getString("state"), Cart.class), row.getLong("version"), 1)
                    : new Known(Cart.initial(), 0, 0);
        }
    }
}

/** A cart as it is now: the latest snapshot, and the events after it. */
Known loadFast(String stream) throws SQLException {
    Known known = snapshot(stream);
    List<Recorded> tail = read(db, stream, known.version() + 1, Long.MAX_VALUE);
    return new Known(fold(known.cart(), tail), known.version() + tail.size(), known.rowsRead() + tail.size());
}

/** Loads a cart, and shows what it took. */
Known shown(String stream) throws SQLException {
    Known known = loadFast(stream);
    Page.code("load " + stream);
    Page.result(known.cart() + "\nversion " + known.version() + ", rows read: " + known.rowsRead());
    return known;
}

Known whole = shown("cart-1");
say("Every load reads every event. Now a snapshot is kept whenever an append completes another hundred events.");

step("3. Keep a snapshot");

/** Appends a batch and keeps a snapshot when one is due: both, or neither. */
long appendAndKeep(String stream, Event... events) throws SQLException {
    db.setAutoCommit(false);
    try {
        Known before = loadFast(stream);
        long version = append(stream, before.version(), events);
        if (before.version() / INTERVAL < version / INTERVAL) {
            Known after = loadFast(stream);
            try (PreparedStatement insert = db.prepareStatement("insert into snapshots values (?, ?, ?, ?::jsonb)")) {
                insert.setString(1, stream);
                insert.setInt(2, SCHEMA);
                insert.setLong(3, version);
                insert.setString(4, JsonMapper.shared().writeValueAsString(after.cart()));
                insert.executeUpdate();
            }
        }
        db.commit();
        return version;
    } catch (SQLException | RuntimeException failure) {
        db.rollback();
        throw failure;
    } finally {
        db.setAutoCommit(true);
    }
}

appendAndKeep("cart-1", added("hat", 1, 3000), added("shoes", 1, 7000), added("scarf", 1, 2000));
query("select version, schema_version, state from snapshots");
say("""
    The batch went from version 999 to 1002. No append ended at 1000, and still a snapshot was due: what counts is
    that a hundred was passed.""");
shown("cart-1");
appendAndKeep("cart-1", removed("scarf", 1, 2000));
shown("cart-1");
say("One row for the snapshot, and one for each event after it. That stays so, however long the stream becomes.");

step("4. Another shape");

say("""
    A release changes the class of the cart. Old snapshots would be read as something that they are not. So each has
    the number of the shape that it was written in, and the new release knows another number:""");
SCHEMA = 2;
Page.code("SCHEMA = 2");
Known withoutSnapshot = shown("cart-1");
SCHEMA = 1;
Page.code("SCHEMA = 1");
Known withSnapshot = shown("cart-1");
if (!withSnapshot.cart().equals(withoutSnapshot.cart())) {
    throw new AssertionError("with a snapshot or without, the cart is the same");
}

step("5. Delete them all");

execute("delete from snapshots");
shown("cart-1");
say("The same cart. You have lost a thousand rows' worth of time, and nothing else.");

nowTry("07-snapshots", "appendAndKeep(\"cart-1\", undecided(200)); query(\"select stream_id, version from snapshots\")",
        "shown(\"cart-1\")");
