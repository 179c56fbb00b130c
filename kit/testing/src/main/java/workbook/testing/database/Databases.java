package workbook.testing.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.testing.base.Sha256;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;
import workbook.testing.postgres.WorkbookHome;

/**
 * Makes the tests' databases: each is cloned from a template that holds the scripts of the earlier modules. Names begin
 * with the user and the clone, so that a room of learners can share one server, and carry the JVM that made them, so that
 * what a dead one left over is found and dropped by the next, and nothing else is.
 */
public final class Databases {

    private static final int LEASES = 0x57424b; // the class id of the advisory locks that say "I am alive"
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int CONNECTIONS_AHEAD = 2;
    private static final int BUILD_ATTEMPTS = 10;
    private static final int TEMPLATES_KEPT = 8;

    private static final AtomicInteger HANDED_OUT = new AtomicInteger();

    private static Databases shared;

    private final Postgres postgres;
    private final Connection maintenance;
    private final String prefix;
    private final String self;
    private final AtomicInteger count = new AtomicInteger();
    private final Stock cloned = new Stock(Recipe::earlierFingerprint, this::drop);
    private final Stock whole = new Stock(Recipe::fingerprint, this::drop);
    private final Map<String, Queue<TestDatabase>> kept = new ConcurrentHashMap<>();
    private final Queue<String> doomed = new ConcurrentLinkedQueue<>();
    private volatile boolean dropsPutOff;
    private final ExecutorService janitor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "database-janitor");
        thread.setDaemon(true);
        return thread;
    });

    Databases(Postgres postgres, String owner, String clone) throws SQLException {
        this.postgres = postgres;
        this.prefix = "wb_" + owner + "_" + clone + "_";
        this.self = Long.toString(ProcessHandle.current().pid(), 36) + Long.toString(System.nanoTime() & 0xfffffff, 36);
        this.maintenance = postgres.connect();
        execute("select pg_advisory_lock(" + LEASES + ", " + self.hashCode() + ")");
        Runtime.getRuntime().addShutdownHook(new Thread(this::finish, "drop-databases"));
    }

    /** The databases of this JVM, on the server that {@link PostgresLadder} finds. */
    public static synchronized Databases shared() throws SQLException {
        if (shared == null) {
            String user =
                    System.getProperty("user.name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            String clone = Sha256.of(WorkbookHome.find().toString()).substring(0, 6);
            shared = new Databases(PostgresLadder.climb(), user.substring(0, Math.min(12, user.length())), clone);
        }
        return shared;
    }

    /** How many databases this JVM's tests have been given so far. */
    public static int handedOut() {
        return HANDED_OUT.get();
    }

    /**
     * A database made by a recipe, as far as the earlier scripts: one that another test has left, with its rows taken away, or
     * a fresh one. {@link TestDatabase#run} goes on from there.
     *
     * @throws ScriptFailedException when an earlier script is refused
     */
    public TestDatabase create(Recipe recipe) throws SQLException {
        HANDED_OUT.incrementAndGet();
        TestDatabase used = whole.of(recipe).poll();
        return used != null ? used : fresh(recipe);
    }

    /** Takes a database back that nobody looks at any more: it is made as it was, for another test, or dropped. */
    public void giveBack(TestDatabase database) {
        janitor.execute(() -> {
            if (restore(database)) {
                whole.of(database.recipe()).push(database);
            } else {
                drop(database);
            }
        });
    }

    private TestDatabase fresh(Recipe recipe) throws SQLException {
        TestDatabase ready = cloned.of(recipe).poll();
        return ready != null ? ready.as(recipe) : cloneFor(recipe);
    }

    /** On a server that a room may share, no connection is held while nobody uses the database. */
    private boolean restore(TestDatabase database) {
        boolean restored = database.restore();
        if (postgres.isShared()) {
            database.disconnect();
        }
        return restored;
    }

    /**
     * Makes one more database before anyone asks for it, with connections already open; without any on a server that a room
     * may share, for it has a hundred of them in all. Some are made whole; some only as far as the earlier scripts, which a
     * save of the module's own leaves valid.
     *
     * @param each how many of each kind are to be ready
     * @return false when they are
     */
    public boolean prepareOne(Recipe recipe, int each) throws SQLException {
        boolean oneMoreClone = cloned.of(recipe).size() < each;
        if (!oneMoreClone && whole.of(recipe).size() >= each) {
            return false;
        }
        TestDatabase database = cloneFor(recipe);
        if (!oneMoreClone) {
            database.run();
        }
        if (!postgres.isShared()) {
            database.openAhead(CONNECTIONS_AHEAD);
        }
        (oneMoreClone ? cloned : whole).of(recipe).addLast(database);
        return true;
    }

    /** Puts off all dropping until {@link #sweep}: it costs the server what the tests could use. */
    public void putOffDrops() {
        dropsPutOff = true;
    }

    /** Drops what was put off, in the background. */
    public void sweep() {
        dropsPutOff = false;
        for (String name = doomed.poll(); name != null; name = doomed.poll()) {
            dropLater(name);
        }
    }

    /** Cancels every statement that runs in one of this JVM's databases. */
    public void cancelStatements() throws SQLException {
        execute("select pg_cancel_backend(pid) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                + " and starts_with(datname, '" + prefix + "') and strpos(datname, '_" + self + "_') > 0");
    }

    /** Leaves a database as it is until the module's next run. */
    public void keep(TestDatabase database) {
        if (postgres.isShared()) {
            database.disconnect();
        }
        kept.computeIfAbsent(database.recipe().module(), key -> new ConcurrentLinkedQueue<>())
                .add(database);
    }

    /** Takes back that a database is to be left as it is. */
    public void unkeep(TestDatabase database) {
        kept.getOrDefault(database.recipe().module(), new ConcurrentLinkedQueue<>())
                .remove(database);
    }

    /** How many databases of a module are left as they are, to be looked at. */
    public int keptOf(String module) {
        return kept.getOrDefault(module, new ConcurrentLinkedQueue<>()).size();
    }

    /** Drops a database in the background. */
    public void drop(TestDatabase database) {
        database.disconnect();
        if (dropsPutOff) {
            doomed.add(database.name());
        } else {
            dropLater(database.name());
        }
    }

    /** Begins a run of a module: what its last run kept is used again or dropped, what a dead JVM left over is dropped. */
    public void beginRun(String module) throws SQLException {
        Queue<TestDatabase> mine = kept.remove(module);
        if (mine != null) {
            mine.forEach(database -> {
                if (database.isConnected()) {
                    giveBack(database);
                } else {
                    drop(database);
                }
            });
        }
        whole.disconnectOthers(module);
        cloned.disconnectOthers(module);
        leftOver(module).forEach(this::dropLater);
    }

    private TestDatabase cloneFor(Recipe recipe) throws SQLException {
        TestDatabase database = new TestDatabase(postgres, nextName(recipe), recipe);
        String template = template(recipe);
        for (int attempt = 1; ; attempt++) {
            try {
                clone(database.name(), template);
                return database;
            } catch (SQLException e) {
                if (!NO_SUCH_DATABASE.equals(e.getSQLState()) || attempt == BUILD_ATTEMPTS) {
                    throw e;
                }
                build(template, recipe); // another JVM, with other scripts, may drop it at once
            }
        }
    }

    private String nextName(Recipe recipe) {
        return prefix + number(recipe.module()) + "_" + self + "_" + count.incrementAndGet();
    }

    private void clone(String name, String template) throws SQLException {
        execute("create database " + name + " template " + template + " strategy wal_log");
    }

    /** Builds a template aside and gives it its name when it is whole; a second builder's copy is dropped. */
    private void build(String template, Recipe recipe) throws SQLException {
        dropOldTemplates(recipe.module());
        TestDatabase draft = new TestDatabase(postgres, nextName(recipe), recipe);
        execute("create database " + draft.name() + " template template0 strategy wal_log");
        try {
            draft.run(recipe.earlier());
            draft.disconnect(); // a database in use can't be renamed
            execute("alter database " + draft.name() + " rename to " + template);
        } catch (SQLException e) {
            dropNow(draft.name());
            if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        } catch (ScriptFailedException e) {
            dropNow(draft.name());
            throw e;
        }
    }

    /** Another JVM may run with other scripts at the same time: a few templates stay. */
    private void dropOldTemplates(String module) throws SQLException {
        List<String> oldestFirst = names(templatePrefix(module));
        for (String name : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - TEMPLATES_KEPT))) {
            dropNow(name);
        }
    }

    private String template(Recipe recipe) {
        return templatePrefix(recipe.module()) + recipe.earlierFingerprint();
    }

    private String templatePrefix(String module) {
        return prefix + number(module) + "_template_";
    }

    private List<String> leftOver(String module) throws SQLException {
        String of = prefix + number(module) + "_";
        List<String> dead = new ArrayList<>();
        for (String name : names(of)) {
            String owner = name.substring(of.length()).split("_")[0];
            if (!owner.equals("template") && !owner.equals(self) && isDead(owner)) {
                dead.add(name);
            }
        }
        return dead;
    }

    private synchronized boolean isDead(String owner) throws SQLException {
        String lock = "(" + LEASES + ", " + owner.hashCode() + ")";
        try (Statement statement = maintenance.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock" + lock)) {
            row.next();
            if (!row.getBoolean(1)) {
                return false;
            }
        }
        execute("select pg_advisory_unlock" + lock);
        return true;
    }

    private synchronized List<String> names(String beginning) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = maintenance.prepareStatement(
                "select datname from pg_database where starts_with(datname, ?) order by oid")) {
            query.setString(1, beginning);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private void dropLater(String name) {
        if (janitor.isShutdown()) { // the JVM is ending, and what was queued is still being done
            dropNow(name);
        } else {
            janitor.execute(() -> dropNow(name));
        }
    }

    private void dropNow(String name) {
        try {
            execute("drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            // in use by somebody else, or the server is gone: the next run of the module tries again
        }
    }

    /** Ends as the JVM would: what is in stock is dropped, what is kept stays, and its owner counts as dead. */
    void close() throws SQLException {
        finish();
        maintenance.close();
    }

    private void finish() {
        sweep();
        cloned.clear();
        whole.clear();
        janitor.shutdown();
        try {
            janitor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void execute(String sql) throws SQLException {
        try (Statement statement = maintenance.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String number(String module) {
        return module.substring(0, 2);
    }
}
