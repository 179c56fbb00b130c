package eventstore.projections;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eventstore.appending.EventStore;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.given.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.testing.Bystanders;
import workbook.testing.Duel;
import workbook.testing.EventStoreTest;
import workbook.testing.Faults;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

@EventStoreTest("06-projections")
@Tag("stretch")
@Tag("task-4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Task 4, for home: when the shop is busy")
class Task4StretchTest {

    private static final List<String> VIOLATIONS = List.of("23505", "23P01");      // of a unique index, or of an exclusion

    private ProjectingStore store;

    @BeforeEach
    void theShop(DataSource dataSource) {
        store = new ProjectingStore(new EventStore(), List.of(new Carts(), new ProductPopularity(dataSource)));
    }

    @Test
    @Order(1)
    @DisplayName("a projection is given the new events, and only those, as the store recorded them")
    void givenAsRecorded(Connection connection) throws SQLException {
        List<RecordedEvent> seen = new ArrayList<>();
        ProjectingStore watched = new ProjectingStore(new EventStore(), List.of((Shop.Seeing) seen::add));

        watched.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 1)));
        watched.append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2")));
        watched.append(connection, "cart-1", any(), List.of(Shop.added("hat", 1)));

        EventStore events = new EventStore();
        List<RecordedEvent> first = events.readStream(connection, "cart-1");
        List<RecordedEvent> second = events.readStream(connection, "cart-2");
        assertThat(seen)
                .as("with the versions and the times that the store gave them, each event once")
                .containsExactly(first.get(0), first.get(1), second.get(0), first.get(2));
    }

    @Test
    @Order(2)
    @DisplayName("a batch that is sent again is not projected again")
    void retryIsNotProjected(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1")));
        List<NewEvent> batch = List.of(Shop.added("shoes", 3), Shop.added("hat", 1));
        store.append(connection, "cart-1", exactly(1), batch);
        store.append(connection, "cart-1", exactly(3), List.of(Shop.added("shoes", 1)));

        assertThat(catchThrowable(() -> store.append(connection, "cart-1", exactly(1), batch)))
                .as("the store gives its first answer again, or says that somebody was faster")
                .matches(Task4StretchTest::isFineForARetry, "no error, or a WrongExpectedVersionException");

        assertThat(Shop.popularity(dataSource)).as("3 shoes and 1, not 3 and 3 and 1")
                .containsExactly("hat: 1", "shoes: 4");
    }

    @Test
    @Order(3)
    @DisplayName("a batch that is sent again while the first attempt is still at work is not projected again either")
    void impatientRetry(Connection connection, Sessions sessions) throws SQLException {
        List<NewEvent> batch = List.of(Shop.opened("cart-1"), Shop.added("shoes", 3));
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", noStream(), batch));
        Pending<Long> retry = b.start(c -> store.append(c, "cart-1", noStream(), batch)).settles();
        a.commit();

        assertThat(retry.failure())
                .as("the store gives its first answer again, or says that somebody was faster")
                .matches(Task4StretchTest::isFineForARetry, "no error, or a WrongExpectedVersionException");
        assertThat(Shop.popularity(connection)).as("one cart, three shoes").containsExactly("shoes: 3");
    }

    private static boolean isFineForARetry(Throwable thrown) {
        return thrown == null || thrown instanceof WrongExpectedVersionException;
    }

    @Test
    @Order(4)
    @DisplayName("two carts that are the first to take a product are both counted")
    void firstToTake(Connection connection, Sessions sessions) throws SQLException {
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(c -> store.append(c, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 1))));
        Pending<Long> second = b.start(c -> store.append(c, "cart-2", noStream(),
                List.of(Shop.opened("cart-2"), Shop.added("shoes", 10)))).settles();
        a.commit();

        assertThat(second.failure()).as("another cart is no conflict, only a short wait").isNull();
        assertThat(Shop.popularity(connection)).as("neither found a row to count on from").containsExactly("shoes: 11");
    }

    static Stream<Arguments> crosswise() {
        return Stream.of(
                arguments("both put in", "shoes",
                        List.of(Shop.added("hat", 1), Shop.added("shoes", 1), Shop.added("scarf", 1)),
                        List.of(Shop.added("scarf", 1), Shop.added("shoes", 1), Shop.added("hat", 1))),
                arguments("one puts in, the other takes out", "scarf",
                        List.of(Shop.added("hat", 1), Shop.added("scarf", 1), Shop.added("shoes", 1)),
                        List.of(Shop.removed("shoes", 1), Shop.removed("scarf", 1), Shop.removed("hat", 1))),
                arguments("one exchanges, the other puts in", "umbrella",
                        List.of(Shop.removed("hat", 1), Shop.added("shoes", 1), Shop.added("umbrella", 1)),
                        List.of(Shop.added("hat", 1), Shop.added("shoes", 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Order(5)
    @DisplayName("two carts that change the same products in another order wait for each other in one direction only")
    void crosswise(String how, String held, List<NewEvent> ofA, List<NewEvent> ofB, Connection connection,
                   Sessions sessions) throws SQLException {
        for (String cart : List.of("cart-1", "cart-2")) {
            store.append(connection, cart, noStream(), List.of(Shop.opened(cart), Shop.added("hat", 5),
                    Shop.added("scarf", 5), Shop.added("shoes", 5), Shop.added("umbrella", 5)));
        }
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        Session other = sessions.open("other");

        other.begin();
        other.run(c -> Sql.run(c, "update product_popularity set quantity = quantity + 5 where product_id = ?", held));
        Pending<Long> first = a.start(c -> store.append(c, "cart-1", exactly(5), ofA)).settles();
        Pending<Long> second = b.start(c -> store.append(c, "cart-2", exactly(5), ofB)).settles();
        other.commit();
        first.settles();
        second.settles();

        assertThat(first.isDone() || second.isDone())
                .as("A has a row and wants the one that B has, B has that and wants the row of A: PostgreSQL must kill one,"
                        + " unless all take their rows in one order, whatever the order of the events")
                .isTrue();
        assertThat(Stream.of(first, second).map(Pending::failure)).as("what became of the two appends").containsOnlyNulls();
    }

    @Test
    @Order(6)
    @DisplayName("two read models are brought up to date in one order, whatever the order of the events")
    void oneModelAfterTheOther(Connection connection, Sessions sessions) throws SQLException {
        Shop.execute(connection, """
                create table tally (type text primary key, count bigint not null);
                insert into tally values ('ProductItemAdded', 0), ('NewsletterOrdered', 0), ('Confirmed', 0);
                """);
        ProjectingStore tallies = new ProjectingStore(new EventStore(),
                List.of(tally("ProductItemAdded"), tally("Confirmed"), tally("NewsletterOrdered")));
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        Session other = sessions.open("other");

        other.begin();
        other.run(c -> Sql.run(c, "update tally set count = count + 5 where type = 'NewsletterOrdered'"));
        Pending<Long> first = a.start(c -> tallies.append(c, "cart-1", noStream(),
                List.of(Shop.added("hat", 1), Shop.newsletterOrdered(), Shop.confirmed()))).settles();
        Pending<Long> second = b.start(c -> tallies.append(c, "cart-2", noStream(),
                List.of(Shop.confirmed(), Shop.newsletterOrdered(), Shop.added("hat", 1)))).settles();
        other.commit();

        assertThat(Stream.of(first, second).map(Pending::failure))
                .as("A had the first model and wanted the second, B the other way round: PostgreSQL must kill one,"
                        + " unless one model gets all events of the batch before the next model gets any")
                .containsOnlyNulls();
    }

    /** A read model of one row, which counts the events of one type. */
    private static Projection tally(String type) {
        return new Projection() {
            @Override
            public void project(Connection connection, List<RecordedEvent> events) throws SQLException {
                long count = events.stream().filter(event -> event.type().equals(type)).count();
                if (count > 0) {
                    Sql.run(connection, "update tally set count = count + ? where type = ?", count, type);
                }
            }

            @Override
            public void clear(Connection connection) throws SQLException {
                Sql.run(connection, "update tally set count = 0 where type = ?", type);
            }
        };
    }

    @Test
    @Order(7)
    @DisplayName("a customer has one open cart at a time: the append that would open a second one is refused")
    void oneOpenCart(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1", "customer-7")));

        Throwable refused = catchThrowable(() -> store.append(connection, "cart-2", noStream(),
                List.of(Shop.opened("cart-2", "customer-7"))));

        assertThat(refused).as("a unique index on the open carts keeps a rule that no stream could keep by itself")
                .isInstanceOfSatisfying(SQLException.class,
                        violation -> assertThat(violation.getSQLState()).as("the SQLSTATE").isIn(VIOLATIONS));
        assertThat(Shop.events(dataSource)).as("the second cart never was").containsExactly("cart-1 1 Opened");

        store.append(connection, "cart-1", any(), List.of(Shop.confirmed()));
        store.append(connection, "cart-3", noStream(), List.of(Shop.opened("cart-3", "customer-7"), Shop.confirmed()));
        store.append(connection, "cart-4", noStream(), List.of(Shop.opened("cart-4", "customer-7")));
        assertThat(Shop.carts(dataSource)).as("a cart that is closed makes room for the next one, as often as it likes")
                .hasSize(3);
    }

    @Test
    @Order(8)
    @DisplayName("a customer's open cart is found by an index, not by looking through all carts")
    void foundByAnIndex(Connection connection) throws SQLException {
        assertThat(Shop.carts(connection)).as("no cart yet").isEmpty();
        Shop.execute(connection, """
                insert into carts (cart_id, customer_id, status, quantity, amount, version)
                select 'cart-' || n || '-of-5000', 'customer-' || n || '-of-5000', 'open', 0, 0, 1
                  from generate_series(1, 5000) n;
                analyze carts;
                """);

        List<String> plan = Shop.texts(connection, """
                explain select cart_id from carts where customer_id = 'customer-7-of-5000' and status = 'open'
                """);

        assertThat(String.join("\n", plan))
                .as("PostgreSQL's plan for: the open cart of customer-7, one of 5,000")
                .doesNotContain("Seq Scan");
    }

    @Test
    @Order(9)
    @DisplayName("those who read during a rebuild see the read model of before, whole, and do not wait")
    void readersDuringARebuild(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        Shop.execute(connection, """
                update carts set quantity = 2 where cart_id = 'cart-1';
                update product_popularity set quantity = 2 where product_id = 'shoes';
                """);
        List<String> seen = new ArrayList<>();
        ProjectingStore watched = new ProjectingStore(new EventStore(), List.of(new Carts(),
                new ProductPopularity(dataSource), (Shop.Seeing) event -> {
                    if (event.streamId().equals("cart-1")) {
                        seen.addAll(readInAHurry(dataSource));
                    }
                }));

        watched.rebuild(connection);

        assertThat(seen)
                .as("what a reader saw when the rebuild had come to each of the two events of cart-1")
                .containsExactly(
                        "cart-1 of customer-1: open, 2 pieces for 30 cents, at version 2", "shoes: 2",
                        "cart-1 of customer-1: open, 2 pieces for 30 cents, at version 2", "shoes: 2");
        assertThat(Shop.popularity(dataSource)).as("after the rebuild").containsExactly("shoes: 3");
    }

    /** Reads a stream and both models; a reader who would have to wait says so. */
    private static List<String> readInAHurry(DataSource dataSource) throws SQLException {
        try (Connection reader = dataSource.getConnection()) {
            reader.setAutoCommit(false);
            Shop.execute(reader, "set local lock_timeout = '100ms'");
            new EventStore().readStream(reader, "cart-1");
            return Stream.concat(Shop.carts(reader).stream(), Shop.popularity(reader).stream()).toList();
        } catch (SQLException e) {
            return List.of("the reader has to wait: " + e.getMessage());
        }
    }

    @Test
    @Order(10)
    @DisplayName("an append that was at work when a rebuild began is counted once")
    void appendBeforeARebuild(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        b.begin();
        b.run(c -> store.append(c, "cart-2", noStream(),
                List.of(Shop.opened("cart-2"), Shop.added("hat", 1), Shop.added("shoes", 1))));
        Pending<?> rebuild = a.start(this::rebuild).settles();
        b.commit();

        assertThat(rebuild.failure()).as("the rebuild, once the append has ended").isNull();
        expectBothCarts(connection);
    }

    @Test
    @Order(11)
    @DisplayName("an append that comes during a rebuild is counted once")
    void appendDuringARebuild(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));
        store.append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2")));
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        a.begin();
        a.run(this::rebuild);
        Pending<Long> append = b.start(c -> store.append(c, "cart-2", any(),
                List.of(Shop.added("hat", 1), Shop.added("shoes", 1)))).settles();
        a.commit();

        assertThat(append.failure()).as("the append, once the rebuild has ended").isNull();
        expectBothCarts(connection);
    }

    private Void rebuild(Connection connection) throws SQLException {
        store.rebuild(connection);
        return null;
    }

    private static void expectBothCarts(Connection connection) throws SQLException {
        assertThat(Shop.carts(connection)).as("both carts, with all that was put into them").containsExactly(
                "cart-1 of customer-1: open, 3 pieces for 30 cents, at version 2",
                "cart-2 of customer-2: open, 2 pieces for 20 cents, at version 3");
        assertThat(Shop.popularity(connection)).as("3 shoes, and 1 that came in between")
                .containsExactly("hat: 1", "shoes: 4");
    }

    @Test
    @Order(12)
    @DisplayName("without the read model's table nothing is recorded, and the error names the table")
    void tableIsMissing(Connection connection, DataSource dataSource) throws SQLException {
        Shop.execute(connection, "drop table if exists carts");

        assertThatThrownBy(() -> store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"))),
                "somebody forgot to run the script: the append should fail")
                .isInstanceOf(SQLException.class).hasMessageContaining("carts");

        assertThat(Shop.events(dataSource)).as("an event that nobody could project").isEmpty();
        assertThat(connection.getAutoCommit()).as("the connection comes back as it came").isTrue();
    }

    @Test
    @Order(13)
    @DisplayName("what the caller did before an append failed is still there, and still the caller's to commit")
    void callersWorkIsUntouched(Connection connection, DataSource dataSource) throws SQLException {
        ProjectingStore failing = new ProjectingStore(new EventStore(), List.of(new Carts(),
                Shop.failingAt(2, new IllegalStateException("no such product"))));
        connection.setAutoCommit(false);
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));

        assertThat(catchThrowable(() -> failing.append(connection, "cart-2", noStream(),
                List.of(Shop.opened("cart-2"), Shop.added("shoes", 1)))))
                .as("what the projection threw").isInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(() -> store.append(connection, "cart-1", exactly(1), List.of(Shop.confirmed()))))
                .as("the stream is at version 2").isInstanceOf(WrongExpectedVersionException.class);
        connection.commit();

        assertThat(Shop.events(dataSource)).as("what went well before, and nothing of what failed")
                .containsExactly("cart-1 1 Opened", "cart-1 2 ProductItemAdded");
        assertThat(Shop.carts(dataSource)).as("the read model shows the same")
                .containsExactly("cart-1 of customer-1: open, 3 pieces for 30 cents, at version 2");
    }

    @Test
    @Order(14)
    @DisplayName("a connection that is cut between append and projection leaves nothing behind")
    void connectionCut(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 1)));
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        a.begin();
        a.run(c -> store.append(c, "cart-1", exactly(2), List.of(Shop.added("shoes", 10))));
        Pending<Long> cut = b.start(c -> store.append(c, "cart-2", noStream(),
                List.of(Shop.opened("cart-2"), Shop.added("shoes", 100)))).settles();

        sessions.kill(b);
        cut.failsWith(SQLException.class);
        a.commit();

        assertThat(Shop.carts(connection)).as("the cart of A, and none of B's")
                .containsExactly("cart-1 of customer-1: open, 11 pieces for 110 cents, at version 3");
        assertThat(store.append(connection, "cart-2", noStream(), List.of(Shop.opened("cart-2"))))
                .as("B is gone, so its stream is free for the next writer").isEqualTo(1);
        assertThat(Shop.popularity(connection)).as("B's hundred shoes were never put into a cart")
                .containsExactly("shoes: 11");
    }

    @Test
    @Order(15)
    @DisplayName("whoever fills another cart with other products, and whoever reads, does not wait")
    void nobodyElseWaits(Connection connection, Sessions sessions) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 1)));

        new Bystanders(sessions)
                .and("somebody who puts a hat into another cart", c -> store.append(c, "cart-2", noStream(),
                        List.of(Shop.opened("cart-2"), Shop.added("hat", 1))))
                .and("a reader of the stream", c -> new EventStore().readStream(c, "cart-1"))
                .and("a reader of the list of carts", Shop::carts)
                .and("a reader of the front page", Shop::popularity)
                .goOnDuring("A, who puts more shoes into cart-1",
                        c -> store.append(c, "cart-1", exactly(2), List.of(Shop.added("shoes", 2))));
    }

    @Test
    @Order(16)
    @DisplayName("a commit that fails leaves nothing behind, and the connection as it came")
    void commitFails(Connection connection, DataSource dataSource) throws SQLException {
        Faults.onCommit(connection, "streams", "insert", Faults.DISK_FULL);

        assertThat(catchThrowable(
                () -> store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1")))))
                .as("the disk was full at the commit, when all seemed to be well")
                .isInstanceOfSatisfying(SQLException.class,
                        error -> assertThat(error.getSQLState()).as("the SQLSTATE").isEqualTo(Faults.DISK_FULL));

        assertThat(connection.getAutoCommit()).as("autocommit after a commit that failed").isTrue();
        assertThat(Shop.events(dataSource)).as("the events: the commit failed, so there are none").isEmpty();
    }

    @Test
    @Order(17)
    @DisplayName("a product may sell more often than an int can count")
    void bestSellers(Connection connection, DataSource dataSource) throws SQLException {
        store.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("nails", 2_000_000_000),
                Shop.added("nails", 2_000_000_000)));
        store.append(connection, "cart-1", any(), List.of(Shop.added("nails", 2_000_000_000)));

        assertThat(Shop.carts(dataSource)).as("three times two billion nails at 10 cents")
                .containsExactly("cart-1 of customer-1: open, 6000000000 pieces for 60000000000 cents, at version 4");
        assertThat(Shop.popularity(dataSource)).as("three times two billion nails, over all carts")
                .containsExactly("nails: 6000000000");
    }

    @Test
    @Order(18)
    @DisplayName("a cart has one row, and so has a product: the tables see to that")
    void oneRowEach(Connection connection) throws SQLException {
        assertThat(Shop.carts(connection)).as("no cart yet").isEmpty();
        for (String twice : List.of("""
                insert into carts (cart_id, customer_id, status, quantity, amount, version) values
                    ('cart-1', 'customer-1', 'confirmed', 1, 1, 1), ('cart-1', 'customer-1', 'confirmed', 1, 1, 1)
                """, "insert into product_popularity (product_id, quantity) values ('hat', 1), ('hat', 1)")) {
            assertThat(catchThrowable(() -> Shop.execute(connection, twice)))
                    .as("two rows for one key. A key is what finds a row, and what keeps a second one out: %s", twice)
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    @Order(20)
    @DisplayName("a read model that was thought of later goes below zero rather than wrong, until it is rebuilt")
    void belowZero(Connection connection, DataSource dataSource) throws SQLException {
        ProjectingStore lastYear = new ProjectingStore(new EventStore(), List.of(new Carts()));
        lastYear.append(connection, "cart-1", noStream(), List.of(Shop.opened("cart-1"), Shop.added("shoes", 3)));

        store.append(connection, "cart-1", exactly(2), List.of(Shop.removed("shoes", 2)));
        store.append(connection, "cart-1", exactly(3), List.of(Shop.added("shoes", 1)));
        assertThat(Shop.popularity(dataSource))
                .as("2 out and 1 in: nobody has counted the 3 of last year yet, and what is rounded up to zero is lost for good")
                .containsExactly("shoes: -1");

        store.rebuild(connection);
        assertThat(Shop.popularity(dataSource)).as("with those of last year").containsExactly("shoes: 2");
    }

    @Test
    @Order(19)
    @DisplayName("a shop's day of appends, failures and rebuilds comes out as a few lines of plain Java say")
    void longHistory(Connection connection, DataSource dataSource) throws Exception {
        Duel.of(new ShopHistory(connection, dataSource));
    }
}
