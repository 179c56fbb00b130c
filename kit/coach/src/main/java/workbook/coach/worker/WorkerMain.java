package workbook.coach.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.json.JsonMapper;
import workbook.testing.base.IgnoredSignal;
import workbook.testing.database.Databases;
import workbook.testing.database.Recipe;
import workbook.testing.database.ScriptFailedException;
import workbook.testing.postgres.PostgresUnavailableException;

/**
 * The JVM in which the learner's code runs, so that an endless loop or a {@code System.exit} ends this one and never the
 * coach. It reads requests from its standard input and answers on its standard output, a line of JSON each; each run has a
 * class loader of its own.
 */
public final class WorkerMain {

    /** Environment variable that says where the coach waits: a port of this machine and a secret. */
    public static final String CHANNEL = "WORKBOOK_CHANNEL";

    /** System property that says whether the course needs a PostgreSQL. */
    public static final String POSTGRES_PROPERTY = "workbook.needs.postgres";

    /** Databases made ready: a green test's goes to the next test, a red one's is kept to be looked at. */
    private static final int SPARE = 5;

    private static final int MOST_AHEAD = 16;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedReader asked;
    private final PrintStream coach;
    private final LearnerOutput output = new LearnerOutput(() -> tell(Message.flooded()));
    private final Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .build());

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    private WorkerMain(Socket line, String secret) throws IOException {
        this.asked = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
        this.coach = new PrintStream(line.getOutputStream(), true, StandardCharsets.UTF_8);
        coach.println(secret);
    }

    /** Serves until the coach hangs up: then it is gone, and this JVM ends too, whatever it is doing. */
    public static void main(String[] args) throws Exception {
        IgnoredSignal.of("INT"); // Ctrl-C is the coach's, or an editor's: this JVM ends with the coach
        String[] address = System.getenv(CHANNEL).split(":", 2);
        Socket line = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address[0]));
        line.setTcpNoDelay(true);
        WorkerMain worker = new WorkerMain(line, address[1]);
        Thread.ofPlatform().daemon().name("requests").start(worker::receive);
        if (Boolean.getBoolean(POSTGRES_PROPERTY)) {
            Thread.ofPlatform().daemon().name("connect").start(WorkerMain::connect);
        }
        worker.output.install();
        worker.launcher.execute(discovery(selectClass(WarmUp.class), List.of()));
        worker.tell(Message.ready());
        while (true) {
            worker.run(worker.requests.take());
        }
    }

    private void receive() {
        try {
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                if (line.startsWith(Request.CANCEL)) {
                    if (Cancellation.request(Long.parseLong(line.substring(Request.CANCEL.length())))) {
                        cancelStatements();
                    }
                } else {
                    requests.add(JSON.readValue(line, Request.class));
                }
            }
        } catch (IOException e) {
            // the coach is gone
        }
        System.exit(0);
    }

    private void run(Request request) throws IOException {
        int before = Databases.handedOut();
        try (URLClassLoader code = loader(request)) {
            Thread.currentThread().setContextClassLoader(code);
            Cancellation.begin(request.id());
            if (request.store()) {
                connect();
            }
            launcher.execute(
                    discovery(
                            selectClasspathRoots(Set.of(Path.of(request.tests())))
                                    .getFirst(),
                            request.stretch() ? List.of() : List.of(TagFilter.excludeTags("stretch"))),
                    new Results(this::tell, new FailureReader(code), output));
            Recipe recipe = Recipe.of(code, request.module()); // once it is done, the coach may write the scripts anew
            tell(Message.done());
            if (Databases.handedOut() > before) {
                afterRun(request, recipe);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(WorkerMain.class.getClassLoader());
        }
    }

    /** What the tests need first, had while the coach still compiles. */
    private static void connect() {
        try {
            Databases.shared().putOffDrops();
        } catch (SQLException | PostgresUnavailableException e) {
            // the tests meet the same trouble, and report it
        }
    }

    private static void cancelStatements() {
        try {
            Databases.shared().cancelStatements();
        } catch (SQLException | PostgresUnavailableException e) {
            // then there is nothing to cancel
        }
    }

    private static LauncherDiscoveryRequest discovery(DiscoverySelector tests, List<PostDiscoveryFilter> filters) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .filters(filters.toArray(PostDiscoveryFilter[]::new))
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$ClassName")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .build();
    }

    /**
     * While the learner types: databases are made ahead, some whole and some with the earlier modules' scripts only, which a
     * save of this module's leaves valid; then what the run left behind is dropped. A new request ends it.
     */
    private void afterRun(Request request, Recipe recipe) {
        try {
            Databases databases = Databases.shared();
            databases.putOffDrops();
            int wanted = Math.min(MOST_AHEAD, databases.keptOf(request.module()) + SPARE);
            boolean more = request.resident();
            while (more && requests.isEmpty()) {
                more = databases.prepareOne(recipe, wanted);
            }
            if (requests.isEmpty()) {
                databases.sweep();
                databases.putOffDrops();
            }
        } catch (SQLException | PostgresUnavailableException | ScriptFailedException e) {
            // the next run meets the same trouble, and reports it
        }
    }

    private static URLClassLoader loader(Request request) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String folder : request.classPath()) {
            urls.add(Path.of(folder).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), WorkerMain.class.getClassLoader());
    }

    private synchronized void tell(Message message) {
        coach.println(JSON.writeValueAsString(message));
    }
}
