///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES cart.jsh

heading("05 Time travel", "As-of is a prefix of what was recorded.");

say("""
    A customer calls: on Monday the shop showed me a hat. With rows that are overwritten, nobody can check that. With
    events the cart of Monday is still there: it is the fold of the events up to then.""");

step("1. A cart with a past");

run("01-tables.sql");
run("02-appending.sql");
run("05-time-travel.sql");
append("cart-1", NO_STREAM, opened("ann"), added("shoes", 2, 7000));
append("cart-1", 2, added("hat", 1, 3000));
append("cart-1", 3, removed("hat", 1, 3000));
append("cart-1", 4, confirmed());
say("""
    You can't wait for three days here. So the notebook, which owns the tables, does what nobody else may do: it
    moves the events to a Monday, a Tuesday and a Wednesday.""");
execute("""
        update events set recorded_at = case when version <= 2 then timestamptz '2026-03-02 09:00Z'
                                             when version = 3 then timestamptz '2026-03-02 17:30Z'
                                             when version = 4 then timestamptz '2026-03-03 08:15Z'
                                             else timestamptz '2026-03-04 12:00Z' end""");

/** Shows a stream, its times in short. */
void history(String stream) throws SQLException {
    query("""
          select version, type, data, to_char(recorded_at at time zone 'UTC', 'Dy HH24:MI') as recorded
            from events where stream_id = '%s' order by version""".formatted(stream));
}

history("cart-1");

step("2. At a version");

/** A cart after its first so many events. */
Cart atVersion(String stream, long version) throws SQLException {
    return fold(Cart.initial(), read(db, stream, 1, version));
}

for (int version = 0; version <= 5; version++) {
    show("atVersion cart-1, " + version, atVersion("cart-1", version));
}
say("Whoever asks for version 3 gets this answer today and in ten years. Events are added behind it, never before.");

step("3. As of a moment");

/** The version that a stream was at, at a moment such as 2026-03-02T20:00:00Z. */
long versionAsOf(String stream, String moment) throws SQLException {
    try (PreparedStatement call = db.prepareStatement("select version_as_of(?, ?)")) {
        call.setString(1, stream);
        call.setObject(2, OffsetDateTime.parse(moment));
        try (ResultSet row = call.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

/** A cart as it was at a moment. */
Cart asOf(String stream, String moment) throws SQLException {
    return atVersion(stream, versionAsOf(stream, moment));
}

say("Yesterday is a version too: the last one that was recorded by then. Was there a hat on Monday evening?");
show("asOf cart-1, Monday 20:00, is version " + versionAsOf("cart-1", "2026-03-02T20:00:00Z"),
        asOf("cart-1", "2026-03-02T20:00:00Z"));
say("There was. Before, at the very moment of an event, between, and after all of them:");
for (String moment : List.of("2026-03-01T12:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T08:14:59Z", "2026-03-05T00:00:00Z")) {
    Page.result(moment + "  version " + versionAsOf("cart-1", moment) + "  " + asOf("cart-1", moment));
}

step("4. The clock");

say("""
    Writer A begins a transaction, and has something else to do first. Meanwhile writer B appends to a cart and
    commits. Then A appends to the same cart.""");
Connection a = postgres().getConnection();
a.setAutoCommit(false);
/** When a connection's transaction began. */
OffsetDateTime began(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select now()")) {
        row.next();
        return row.getObject(1, OffsetDateTime.class);
    }
}
OffsetDateTime beganA = began(a);
Page.code("A  begin");
append("cart-2", NO_STREAM, opened("bob"));
append(a, "cart-2", 1, added("hat", 1, 3000));
Page.code("A  append ProductItemAdded to cart-2, expecting version 1");
a.commit();
Page.code("A  commit");
a.close();
query("""
      select version, type, recorded_at, recorded_at > ? as after_a_began,
             recorded_at >= lag(recorded_at, 1, recorded_at) over (order by version) as in_order
        from events where stream_id = 'cart-2' order by version""", beganA);
say("""
    A began before version 1 was recorded. By now(), which is when a transaction began, version 2 would be the older
    of the two, and a moment in between would show a hat in a cart that nobody had opened: a hole. The clock of
    sql/05-time-travel.sql is asked with the stream's lock held, and never goes back within a stream.""");

nowTry("05-time-travel", "asOf(\"cart-1\", \"2026-03-03T00:00:00Z\")", "atVersion(\"cart-1\", 3).items()");
