package workbook.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;
import workbook.testing.database.Databases;
import workbook.testing.database.Recipe;
import workbook.testing.database.StoreRows;
import workbook.testing.database.TestDatabase;

/** What {@link EventStoreTest} does before, for and after each test. */
final class EventStoreExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    /** Whether somebody may look at a test's database afterwards. The contract's runs are read by nobody. */
    private static final boolean KEEPS = Boolean.parseBoolean(System.getProperty(EventStoreTest.KEEP, "true"));

    private static final Namespace NAMESPACE = Namespace.create(EventStoreExtension.class);
    private static final Set<Class<?>> INJECTED = Set.of(DataSource.class, Connection.class, Sessions.class, Wire.class);

    /** What a run of the tests shares: which modules it has begun, what they are made of, and the last test that was green. */
    private record Run(Set<String> begun, Map<String, Recipe> recipes, AtomicReference<TestDatabase> lastGreen) {
    }

    /** What one test was given. */
    private record Given(TestDatabase database, Sessions sessions) {
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
        Throwable failure = context.getExecutionException().orElse(null);
        boolean failed = failure != null && !(failure instanceof TestAbortedException);
        if (failed && KEEPS) {
            failure.addSuppressed(StoreRows.of(given.database()));
        }
        given.database().close();
        Optional<AssertionError> neighbours = failure == null ? changedNeighbours(given.database()) : Optional.empty();
        if (!KEEPS) {
            Databases.shared().giveBack(given.database());
        } else if (failed || neighbours.isPresent()) {
            given.database().disconnect();
            Databases.shared().keep(given.database());
        } else {
            keepInsteadOfTheLast(context, given.database());
        }
        if (neighbours.isPresent()) {
            throw neighbours.get();
        }
    }

    /** A test that has found nothing wrong fails all the same when the code has touched what the test is not about. */
    private static Optional<AssertionError> changedNeighbours(TestDatabase database) {
        return database.happenedToNeighbours().map(sentence -> {
            AssertionError error = new AssertionError(sentence);
            if (KEEPS) {
                error.addSuppressed(StoreRows.of(database));
            }
            return error;
        });
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
            return type == DataSource.class ? given.database()
                    : type == Connection.class ? given.database().getConnection()
                    : type == Sessions.class ? given.sessions()
                    : new Wire(given.database());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to the test's database: " + e.getMessage(), e);
        }
    }

    private static String module(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), EventStoreTest.class)
                .or(() -> context.getEnclosingTestClasses().stream()
                        .flatMap(type -> AnnotationSupport.findAnnotation(type, EventStoreTest.class).stream()).findFirst())
                .orElseThrow().value();
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static Run run(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Run.class,
                key -> new Run(ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>(), new AtomicReference<>()), Run.class);
    }
}
