///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES cart.jsh

heading("06 Projections", "One transaction, one truth; the writer pays.");

say("""
    A list of all open carts, a page of the most popular products: to fold every stream for that would be slow. So
    the shop keeps read models, ordinary tables in the shape of its screens. Two stores that must agree are a classic
    source of trouble. Here there is one store, and one transaction.""");

step("1. The read models");

run("01-tables.sql");
run("02-appending.sql");
run("05-time-travel.sql");
run("06-projections.sql");
query("""
      select table_name, column_name, data_type from information_schema.columns
       where table_name in ('carts', 'product_popularity') order by table_name, ordinal_position""");

step("2. In the transaction of the append");

/** Runs a statement with arguments. */
void change(Connection connection, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        statement.executeUpdate();
    }
}

/** Pieces of a product came into a cart; fewer than none went out. */
void pieces(Connection connection, String stream, long version, String product, int quantity, int unitPrice) throws SQLException {
    change(connection, "update carts set quantity = quantity + ?, amount = amount + ?, version = ? where cart_id = ?",
            quantity, quantity * unitPrice, version, stream);
    change(connection, "insert into product_popularity as p values (?, ?) "
            + "on conflict (product_id) do update set quantity = p.quantity + excluded.quantity", product, quantity);
}

/** What events mean to the two read models. */
void project(Connection connection, String stream, List<Recorded> events) throws SQLException {
    for (Recorded event : events) {
        switch (decode(event)) {
            case CartEvent.Opened opened -> change(connection, "insert into carts values (?, ?, 'open', 0, 0, ?)",
                    stream, opened.customerId(), event.version());
            case CartEvent.ProductItemAdded added -> pieces(connection, stream, event.version(),
                    added.product(), added.quantity(), added.unitPrice());
            case CartEvent.ProductItemRemoved removed -> pieces(connection, stream, event.version(),
                    removed.product(), -removed.quantity(), removed.unitPrice());
            case CartEvent.Confirmed confirmed -> change(connection,
                    "update carts set status = 'confirmed', version = ? where cart_id = ?", event.version(), stream);
            case CartEvent.Canceled canceled -> change(connection,
                    "update carts set status = 'canceled', version = ? where cart_id = ?", event.version(), stream);
        }
    }
}

/** Appends a batch and projects it: both, or neither. */
long appendAndProject(String stream, Number expected, Event... events) throws SQLException {
    db.setAutoCommit(false);
    try {
        long version = append(stream, expected, events);
        project(db, stream, read(db, stream, version - events.length + 1, version));
        db.commit();
        return version;
    } catch (SQLException | RuntimeException failure) {
        db.rollback();
        throw failure;
    } finally {
        db.setAutoCommit(true);
    }
}

appendAndProject("cart-1", NO_STREAM, opened("ann"), added("shoes", 2, 7000), added("hat", 1, 3000));
appendAndProject("cart-2", NO_STREAM, opened("bob"), added("hat", 4, 3000));
query("select * from carts order by cart_id");
query("select * from product_popularity order by quantity desc, product_id");
say("The append has returned, and the read models show it. There is no moment at which they are behind.");

step("3. What others see");

say("A writer is between append and commit. You look from another connection:");
Connection writer = postgres().getConnection();
writer.setAutoCommit(false);
Page.code("writer  begin");
append(writer, "cart-1", 3, confirmed());
Page.code("writer  append Confirmed to cart-1, expecting version 3");
project(writer, "cart-1", read(writer, "cart-1", 4, 4));
Page.code("writer  update carts");
String both = """
        select s.version as stream, c.version as read_model, c.status
          from streams s join carts c on c.cart_id = s.stream_id where s.stream_id = 'cart-1'""";
query(both);
writer.commit();
Page.code("writer  commit");
writer.close();
query(both);
say("Neither, and then both. No reader can catch the one without the other.");

step("4. A rule over all carts");

say("""
    A customer has one open cart at a time. No stream knows of the others, but the read model does, and an index
    keeps the rule:""");
refused(() -> appendAndProject("cart-3", NO_STREAM, opened("bob")));
query("select * from events where stream_id = 'cart-3'");
say("The projection failed, so the event is not there either: one transaction, one truth.");

step("5. Made anew");

say("Somebody broke a read model. Nothing is lost, for it holds nothing that the events do not say:");
execute("update carts set amount = 0, quantity = -7");

/** Makes the read models anew out of all events. */
void rebuild() throws SQLException {
    db.setAutoCommit(false);
    try (Statement statement = db.createStatement()) {
        statement.execute("lock table events in share row exclusive mode");      // writers wait, readers do not
        statement.execute("delete from carts");
        statement.execute("delete from product_popularity");
        List<String> streams = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select stream_id from streams order by stream_id")) {
            while (rows.next()) {
                streams.add(rows.getString(1));
            }
        }
        for (String stream : streams) {
            project(db, stream, read(stream));
        }
        db.commit();
    } catch (SQLException | RuntimeException failure) {
        db.rollback();
        throw failure;
    } finally {
        db.setAutoCommit(true);
    }
}

rebuild();
Page.code("rebuild()");
query("select * from carts order by cart_id");
query("select * from product_popularity order by quantity desc, product_id");

nowTry("06-projections", "appendAndProject(\"cart-2\", 2, removed(\"hat\", 1, 3000)); query(\"select * from carts order by cart_id\")",
        "rebuild(); query(\"select * from product_popularity\")");
