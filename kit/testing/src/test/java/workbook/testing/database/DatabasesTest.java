package workbook.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.testing.Eventually;
import workbook.testing.OtherJvm;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;

@DisplayName("The tests' databases")
@Timeout(120)
class DatabasesTest {

    private static final String MODULE = "92-databases";
    private static final int SECONDS_AT_MOST = 60;
    private static final List<Script> SCRIPTS = List.of(
            new Script("90-one.sql", "create table one (id int);"),
            new Script("91-two.sql", "create table two (id int);"));
    private static final Recipe EARLIER_ONLY = new Recipe(MODULE, SCRIPTS, List.of());

    private final Clones clones = new Clones();

    @AfterEach
    void drop() throws SQLException {
        clones.close();
    }

    @Test
    @DisplayName("each has what the scripts made, and nothing of its neighbour's")
    void separate() throws SQLException {
        Databases databases = clones.of("a");
        TestDatabase first = databases.create(EARLIER_ONLY);
        TestDatabase second = databases.create(EARLIER_ONLY);

        execute(first, "insert into one values (1)");

        assertThat(number(first, "select count(*) from one")).isEqualTo(1);
        assertThat(number(second, "select count(*) from one")).isZero();
        assertThat(number(second, "select count(*) from two")).isZero();
        first.close();
        second.close();
    }

    @Test
    @DisplayName("are cloned from one template, which the next JVM uses too")
    void oneTemplate() throws SQLException {
        clones.of("a").create(EARLIER_ONLY);
        long template = templateNumber();

        clones.of("a").create(EARLIER_ONLY);

        assertThat(clones.templates()).hasSize(1);
        assertThat(templateNumber()).as("the template was not built again").isEqualTo(template);
    }

    @Test
    @DisplayName("a script that changes, a word of it, makes a new template; of the old ones only a few stay")
    void changedScript() throws SQLException {
        Databases databases = clones.of("a");
        databases.create(EARLIER_ONLY);
        List<String> before = clones.templates();
        List<Script> changed = List.of(SCRIPTS.get(0), new Script("91-two.sql", "create table zwei (id int);"));

        TestDatabase database = databases.create(new Recipe(MODULE, changed, List.of()));

        assertThat(number(database, "select count(*) from zwei")).isZero();
        assertThat(clones.templates()).hasSize(2).containsAll(before);
        database.close();
        for (int i = 0; i < 9; i++) {
            Script another = new Script("90-one.sql", "create table one_" + i + " (id int)");
            databases.create(new Recipe(MODULE, List.of(another), List.of()));
        }
        assertThat(clones.templates()).hasSizeLessThan(11).doesNotContainAnyElementsOf(before);
    }

    @Test
    @DisplayName("a script that is refused leaves neither a template nor a half-built database")
    void refusedScript() throws SQLException {
        Databases databases = clones.of("a");

        Recipe refused = new Recipe(MODULE, List.of(new Script("90-one.sql", "create tabel x ();")), List.of());
        assertThatThrownBy(() -> databases.create(refused))
                .isInstanceOf(ScriptFailedException.class)
                .hasMessageStartingWith("sql/90-one.sql:1:");

        assertThat(clones.templates()).isEmpty();
        assertThat(clones.databases()).isEmpty();
    }

    @Test
    @DisplayName("one that is given back goes to the next test, without its rows and with its sequences begun anew")
    void givenBack() throws Exception {
        Databases databases = clones.of("a");
        List<Script> own =
                List.of(new Script("92-own.sql", "create table own (id bigint generated always as identity)"));
        TestDatabase used = databases.create(new Recipe(MODULE, SCRIPTS, own));
        used.run();
        execute(used, "insert into own default values");
        used.close();

        databases.giveBack(used);

        TestDatabase again = awaitName(databases, own, used.name());
        again.run();
        assertThat(number(again, "select count(*) from own")).isZero();
        assertThat(number(again, "insert into own default values returning id")).isEqualTo(1);
        again.close();
    }

    @Test
    @DisplayName("one that a test has altered, or whose scripts leave rows, is dropped when it is given back")
    void notGivenBack() throws Exception {
        Databases databases = clones.of("a");
        List<Script> seeds = List.of(new Script("92-own.sql", "create table own (id int); insert into own values (1)"));
        TestDatabase seeded = databases.create(new Recipe(MODULE, SCRIPTS, seeds));
        seeded.run();
        TestDatabase altered = databases.create(EARLIER_ONLY);
        altered.run();
        execute(altered, "create function one() returns int return 2");

        databases.giveBack(seeded);
        databases.giveBack(altered);

        Eventually.holds(
                "both are gone",
                () -> !clones.databases().contains(seeded.name())
                        && !clones.databases().contains(altered.name()));
    }

    private static TestDatabase awaitName(Databases databases, List<Script> own, String name) throws Exception {
        AtomicReference<TestDatabase> found = new AtomicReference<>();
        Eventually.holds(name + " is handed out again", () -> {
            TestDatabase next = databases.create(new Recipe(MODULE, SCRIPTS, own));
            found.set(next);
            return next.name().equals(name);
        });
        return found.get();
    }

    @Test
    @DisplayName("what a JVM left over that died is dropped when the module's next run begins")
    void leftOverByTheDead() throws Exception {
        String left = leaveOne("a");
        assertThat(clones.databases()).contains(left);

        clones.of("a").beginRun("92-left");

        Eventually.holds(left + " is gone", () -> !clones.databases().contains(left));
    }

    @Test
    @DisplayName("what belongs to a living JVM, another user, another clone or another module is not")
    void nobodyElses() throws Exception {
        String ofTheDead = leaveOne("a");
        String ofAnotherClone = leaveOne("b");
        String ofTheLiving = clones.of("a")
                .create(new Recipe("92-left", List.of(), List.of()))
                .name();
        String ofTheLivingUser = clones.ofAnotherUser("a")
                .create(new Recipe("92-left", List.of(), List.of()))
                .name();
        clones.execute("create database wb_" + clones.owner() + "2_a_92_nobody_1");
        clones.execute("create database wb_" + clones.owner() + "_a_93_nobody_1");

        clones.of("a").beginRun("92-left");

        Eventually.holds(ofTheDead + " is gone", () -> !clones.databases().contains(ofTheDead));
        assertThat(clones.databases())
                .contains(
                        ofAnotherClone,
                        ofTheLiving,
                        ofTheLivingUser,
                        "wb_" + clones.owner() + "2_a_92_nobody_1",
                        "wb_" + clones.owner() + "_a_93_nobody_1");
    }

    @Test
    @DisplayName("one that is kept stays until its module's next run, and no longer")
    void kept() throws Exception {
        Databases databases = clones.of("a");
        databases.beginRun(MODULE);
        TestDatabase failed = databases.create(EARLIER_ONLY);
        TestDatabase ofAnotherModule = databases.create(new Recipe("93-other", SCRIPTS, List.of()));
        failed.close();
        databases.keep(failed);
        databases.keep(ofAnotherModule);
        assertThat(clones.databases()).contains(failed.name());

        databases.beginRun(MODULE);

        Eventually.holds(failed.name() + " is gone", () -> !clones.databases().contains(failed.name()));
        assertThat(clones.databases()).contains(ofAnotherModule.name());
    }

    @Test
    @DisplayName("one that is dropped goes, though somebody is still connected")
    void dropped() throws Exception {
        Databases databases = clones.of("a");
        TestDatabase database = databases.create(EARLIER_ONLY);
        Connection open = database.getConnection();

        databases.drop(database);

        Eventually.holds(database.name() + " is gone", () -> !clones.databases().contains(database.name()));
        assertThat(open.isValid(5)).isFalse();
    }

    @Test
    @DisplayName("on a server that others may share, those prepared ahead hold no connection")
    void preparedOnASharedServer() throws Exception {
        Postgres embedded = PostgresLadder.climb();
        Postgres given = new Postgres(embedded.url(), embedded.user(), embedded.password(), "url");
        Databases databases = new Databases(given, clones.owner(), "a");

        databases.prepareOne(EARLIER_ONLY, 1);

        Set<String> ready = new HashSet<>(clones.databases());
        assertThat(ready).hasSize(1);
        Eventually.holds("a room of thirty fits in", () -> sessionsOf(ready) == 0);
    }

    @Test
    @DisplayName(
            "those prepared ahead are handed out first, with connections open; scripts that change make them worthless")
    void prepared() throws Exception {
        Databases databases = clones.of("a");
        while (databases.prepareOne(EARLIER_ONLY, 2)) {
            // one more
        }
        Set<String> ready = new HashSet<>(clones.databases());
        assertThat(ready).as("two as far as the earlier scripts, and two whole").hasSize(4);
        assertThat(sessionsOf(ready))
                .as("connections that are open before anyone asks")
                .isPositive();

        String first = databases.create(EARLIER_ONLY).name();
        assertThat(ready).contains(first);
        List<Script> changed = List.of(SCRIPTS.get(0));
        assertThat(ready)
                .doesNotContain(
                        databases.create(new Recipe(MODULE, changed, List.of())).name());

        ready.remove(first);
        Eventually.holds("the unused ones, made from other scripts, are gone", () -> clones.databases().stream()
                .noneMatch(ready::contains));
    }

    @Test
    @DisplayName("many threads and two JVMs' worth of makers ask at once, with no template there: each gets one")
    void atOnce() throws Exception {
        List<Databases> makers = List.of(clones.of("a"), clones.of("a"));
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Callable<String>> requests = IntStream.range(0, threads)
                .<Callable<String>>mapToObj(i -> () -> {
                    together.await(SECONDS_AT_MOST, TimeUnit.SECONDS);
                    return makers.get(i % makers.size()).create(EARLIER_ONLY).name();
                })
                .toList();

        assertThat(inParallel(requests)).doesNotHaveDuplicates().hasSize(threads);
        assertThat(clones.templates()).hasSize(1);
    }

    @Test
    @DisplayName("two JVMs build one module on different scripts at once, and take each other's template away: both get"
            + " theirs")
    void atOnceWithOtherScripts() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<String>> requests = List.of(SCRIPTS, SCRIPTS.subList(0, 1)).stream()
                .<Callable<String>>map(scripts -> () -> {
                    Databases databases = clones.of("a");
                    together.await(SECONDS_AT_MOST, TimeUnit.SECONDS);
                    for (int i = 0; i < 4; i++) {
                        databases.create(new Recipe(MODULE, scripts, List.of()));
                    }
                    return databases
                            .create(new Recipe(MODULE, scripts, List.of()))
                            .name();
                })
                .toList();

        assertThat(inParallel(requests)).hasSize(2);
    }

    private String leaveOne(String clone) throws Exception {
        List<String> printed = OtherJvm.run(LeaveDatabase.class, clones.owner(), clone);
        assertThat(printed).singleElement().asString().startsWith("wb_" + clones.owner() + "_" + clone + "_92_");
        return printed.getFirst();
    }

    private static List<String> inParallel(List<Callable<String>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private long templateNumber() throws SQLException {
        return server("select oid from pg_database where datname = '"
                + clones.templates().getFirst() + "'");
    }

    private static long sessionsOf(Set<String> databases) throws SQLException {
        return server(
                "select count(*) from pg_stat_activity where datname in ('" + String.join("', '", databases) + "')");
    }

    private static long server(String query) throws SQLException {
        try (Connection connection = PostgresLadder.climb().connect()) {
            return Clones.number(connection, query);
        }
    }

    private static long number(TestDatabase database, String query) throws SQLException {
        return Clones.number(database.getConnection(), query);
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        Clones.execute(database.getConnection(), sql);
    }
}
