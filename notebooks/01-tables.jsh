///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES workbook.jsh

heading("01 Tables", "A stream is a key; its value, ordered events.");

say("""
    An event store needs two tables. One has a row for each stream, such as a shopping cart, and says how far it
    has come. The other has a row for each event.""");

step("1. The two tables");

run("01-tables.sql");
query("""
      select table_name, column_name, data_type, is_nullable
        from information_schema.columns where table_schema = 'public'
       order by table_name desc, ordinal_position""");
say("""
    The data is jsonb: any shape, checked to be JSON, and you can ask for a part of it. Times have a zone. And
    every column is there to be filled: none may be null.""");

step("2. A first stream");

execute("insert into streams (stream_id, version) values ('cart-1', 2)");
execute("""
        insert into events (stream_id, version, event_id, type, data) values
            ('cart-1', 1, gen_random_uuid(), 'Opened', '{"customerId": "ann"}'),
            ('cart-1', 2, gen_random_uuid(), 'ProductItemAdded', '{"product": "shoes", "quantity": 2}')""");
query("select * from streams");
query("select stream_id, version, type, data, recorded_at from events order by stream_id, version");
say("""
    That is a stream: the key cart-1, and its value, the events in the order of their versions. The store noted by
    itself when it recorded them.""");

step("3. What the tables refuse");

say("""
    Two events at one place of a stream. That there are none is the promise that everything later stands on, and a
    primary key keeps it:""");
refused(() -> execute("""
        insert into events (stream_id, version, event_id, type, data)
        values ('cart-1', 2, gen_random_uuid(), 'Canceled', '{}')"""));
say("Data that is no JSON:");
refused(() -> execute("""
        insert into events (stream_id, version, event_id, type, data)
        values ('cart-1', 3, gen_random_uuid(), 'Canceled', 'he changed his mind')"""));
say("An event that does not say what it is:");
refused(() -> execute("""
        insert into events (stream_id, version, event_id, type, data)
        values ('cart-1', 3, gen_random_uuid(), null, '{}')"""));

step("4. The past is closed");

say("""
    You own these tables, so PostgreSQL lets you do everything with them. A program should have a role of its own,
    that adds events and reads them. What is granted to everybody is just that:""");
query("""
      select table_name, privilege_type from information_schema.role_table_grants
       where grantee = 'PUBLIC' and table_schema = 'public' order by table_name desc, privilege_type""");
say("There is no update and no delete on events. A mistake in a book is put right by another entry.");

nowTry("01-tables", "query(\"select data ->> 'product' as product, data -> 'quantity' as quantity from events where version = 2\")",
        "execute(\"insert into events (stream_id, version, event_id, type, data) values "
        + "('cart-1', 0, gen_random_uuid(), 'Opened', '{}')\")");
