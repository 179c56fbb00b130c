package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testing.postgres.PostgresLadder;

@DisplayName("Where there is no server")
class NoServerTest {

    @Test
    @DisplayName("no test begins: a test's time does not run while its server is sought or started")
    void noTestBegins() throws Exception {
        assertThat(runWith("no such setting", One.class))
                .containsSubsequence(
                        "STARTED NoServerTest$One", "FINISHED NoServerTest$One PostgresUnavailableException")
                .doesNotContain("STARTED test()");
    }

    @Test
    @DisplayName("it is sought once a run, and every class is told")
    void soughtOnce() throws Exception {
        try (HangingUp server = new HangingUp()) {
            runWith(server.url(), One.class);
            int forOneClass = server.calls.getAndSet(0);

            assertThat(runWith(server.url(), One.class, Another.class))
                    .contains(
                            "FINISHED NoServerTest$One PostgresUnavailableException",
                            "FINISHED NoServerTest$Another PostgresUnavailableException");
            assertThat(server.calls.get())
                    .as("connections that were tried")
                    .isEqualTo(forOneClass)
                    .isPositive();
        }
    }

    private static List<String> runWith(String setting, Class<?>... tests) throws Exception {
        String[] names = new String[tests.length];
        for (int i = 0; i < tests.length; i++) {
            names[i] = tests[i].getName();
        }
        return OtherJvm.run(Map.of(PostgresLadder.VARIABLE, setting), RunTests.class, names);
    }

    @EventStoreTest("90-cart")
    static class One {
        @Test
        void test() {}
    }

    @EventStoreTest("90-cart")
    static class Another {
        @Test
        void test() {}
    }

    /** Takes every call, and ends it without a word. */
    private static final class HangingUp implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger calls = new AtomicInteger();

        HangingUp() throws IOException {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        Socket call = socket.accept();
                        calls.incrementAndGet();
                        call.close();
                    }
                } catch (IOException e) {
                    // the test is done
                }
            });
        }

        String url() {
            return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/postgres?user=me&password=secret";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
