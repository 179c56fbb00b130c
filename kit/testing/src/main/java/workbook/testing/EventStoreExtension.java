package workbook.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;
import workbook.testing.database.CodeUnderTest;
import workbook.testing.database.Databases;
import workbook.testing.database.Recipe;
import workbook.testing.database.StoreRows;
import workbook.testing.database.TestDatabase;
import workbook.testing.postgres.PostgresUnavailableException;

/** What {@link EventStoreTest} does before, for and after each test. */
final class EventStoreExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    /** Whether somebody may look at a test's database afterwards. The contract's runs are read by nobody. */
    private static final boolean KEEPS = Boolean.parseBoolean(System.getProperty(EventStoreTest.KEEP, "true"));

    private static final Namespace NAMESPACE = Namespace.create(EventStoreExtension.class);
    private static final Set<Class<?>> INJECTED =
            Set.of(DataSource.class, Connection.class, Sessions.class, Wire.class);

    /**
     * What a run of the tests shares: which modules it has begun, what they are made of, the last test that was green, and why
     * there is no server, where there is none.
     */
    private record Run(
            Set<String> begun,
            Map<String, Recipe> recipes,
            AtomicReference<TestDatabase> lastGreen,
            AtomicReference<PostgresUnavailableException> noServer) {}

    /** What one test was given. */
    private record Given(TestDatabase database, Sessions sessions) {}

    /** A server may take long to start, or to be given up: that is no test's time, and it is tried once a run. */
    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        AtomicReference<PostgresUnavailableException> noServer = run(context).noServer();
        if (noServer.get() != null) {
            throw noServer.get();
        }
        try {
            Databases.shared();
        } catch (PostgresUnavailableException e) {
            noServer.set(e);
            throw e;
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        String module = module(context);
        Databases databases = Databases.shared();
        Run run = run(context);
        if (run.begun().add(module)) {
            databases.beginRun(module);
        }
        ClassLoader code = context.getRequiredTestClass().getClassLoader();
        TestDatabase database = databases.create(run.recipes().computeIfAbsent(module, key -> Recipe.of(code, key)));
        database.watch(CodeUnderTest.of(context.getRequiredTestClass()));
        store(context).put(Given.class, new Given(database, new Sessions(database)));
        context.publishReportEntry(EventStoreTest.DATABASE, database.name());
        database.run();
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        Given given = store(context).remove(Given.class, Given.class);
        if (given == null) {
            return;
        }
        given.sessions().close();
        given.database().close();
        AssertionError left = leftBehind(given.database());
        Throwable failure = context.getExecutionException().orElse(left);
        boolean failed = failure != null && !(failure instanceof TestAbortedException);
        if (failed && KEEPS) {
            failure.addSuppressed(StoreRows.of(given.database()));
        }
        if (!KEEPS) {
            Databases.shared().giveBack(given.database());
        } else if (failed) {
            given.database().disconnect();
            Databases.shared().keep(given.database());
        } else {
            keepInsteadOfTheLast(context, given.database());
        }
        if (failure != null && failure == left) {
            throw left;
        }
    }

    /** What the tested code left behind fails a test that is green otherwise. */
    private static AssertionError leftBehind(TestDatabase database) {
        return database.faults().stream().findFirst().map(AssertionError::new).orElse(null);
    }

    /** The last green test's database can be looked at too; the one before it goes to another test. */
    private static void keepInsteadOfTheLast(ExtensionContext context, TestDatabase green) throws SQLException {
        Databases databases = Databases.shared();
        databases.keep(green);
        TestDatabase before = run(context).lastGreen().getAndSet(green);
        if (before != null) {
            databases.unkeep(before);
            databases.giveBack(before);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Given given = store(context).get(Given.class, Given.class);
        Class<?> type = parameter.getParameter().getType();
        try {
            return type == DataSource.class
                    ? given.database()
                    : type == Connection.class
                            ? given.database().getConnection()
                            : type == Sessions.class ? given.sessions() : new Wire(given.database());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to the test's database: " + e.getMessage(), e);
        }
    }

    private static String module(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), EventStoreTest.class)
                .or(() -> context.getEnclosingTestClasses().stream()
                        .flatMap(type -> AnnotationSupport.findAnnotation(type, EventStoreTest.class).stream())
                        .findFirst())
                .orElseThrow()
                .value();
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static Run run(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Run.class,
                        key -> new Run(
                                ConcurrentHashMap.newKeySet(),
                                new ConcurrentHashMap<>(),
                                new AtomicReference<>(),
                                new AtomicReference<>()),
                        Run.class);
    }
}
