///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES store.jsh

heading("{{number}} {{Title}}", "TO WRITE: the sentence to remember.");

say("""
    TO WRITE: the problem, in the domain's words.""");

step("1. TO WRITE");

{{runs}}run("{{id}}.sql");
query("select count_of_stream('cart-1')");
say("TO WRITE: what the rows show, and two lines to try.");
