package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.testing.OtherJvm;
import workbook.testing.postgres.EmbeddedServer.Stopped;

@DisplayName("The embedded server of a clone")
@DisabledIfEnvironmentVariable(
        named = PostgresLadder.VARIABLE,
        matches = "testcontainers|jdbc:.*",
        disabledReason = "the tests are to use another server than the embedded one")
class EmbeddedServerTest {

    private static final int SECONDS_AT_MOST = 60;
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    static Path homes;

    private static Path home;
    private static EmbeddedServer server;

    /** One clone for all tests: each brings its server to the state that it begins with. */
    @BeforeAll
    static void newClone() throws IOException {
        homes = homes.toRealPath();
        home = Files.createDirectory(homes.resolve("a clone"));
        server = EmbeddedServer.of(home, LONG);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    @DisplayName("it starts, answers, and leaves in server.json how it is reached")
    void starts() throws SQLException {
        Postgres postgres = server.startOrReuse();

        assertThat(postgres.rung()).isEqualTo("embedded");
        assertThat(answer(postgres, "show data_directory")).isEqualTo(data().toString());
        ServerFile.Entry entry = entry();
        assertThat(entry.postgres()).isEqualTo(postgres);
        assertThat(postgres.url()).isEqualTo("jdbc:postgresql://127.0.0.1:" + entry.port() + "/postgres");
        assertThat(process())
                .as("the process whose id is in the file")
                .get()
                .extracting(ProcessHandle::isAlive, InstanceOfAssertFactories.BOOLEAN)
                .isTrue();
        assertThat(entry.password()).as("128 random bits").matches("[0-9a-f]{32}");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    @DisplayName("its owner alone may read the files that hold the password, and the data")
    void permissions() throws IOException {
        server.startOrReuse();

        assertThat(permissions(home.resolve(".workbook/server.json"))).isEqualTo("rw-------");
        assertThat(permissions(home.resolve(".workbook/postgres/password"))).isEqualTo("rw-------");
        assertThat(permissions(data())).isEqualTo("rwx------");
    }

    @Test
    @DisplayName("it lets nobody in without the password")
    void password() throws IOException {
        Postgres postgres = server.startOrReuse();

        assertThatThrownBy(() -> new Postgres(postgres.url(), "postgres", "wrong", "test").connect())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThatThrownBy(() -> new Postgres(postgres.url(), "postgres", null, "test").connect())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no password was provided");
        assertThat(Files.readString(data().resolve("pg_hba.conf"))
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#")))
                .as("every way in asks for it")
                .isNotEmpty()
                .allMatch(line -> line.endsWith("scram-sha-256"));
    }

    @Test
    @DisplayName("it listens on 127.0.0.1, on no other address and on no Unix socket")
    void loopbackOnly() throws Exception {
        Postgres postgres = server.startOrReuse();

        assertThat(answer(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(answer(postgres, "show unix_socket_directories")).isEmpty();
        for (InetAddress other : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList()) {
            assertThatThrownBy(() -> {
                        try (Socket socket = new Socket()) {
                            socket.connect(new InetSocketAddress(other, entry().port()), 2_000);
                        }
                    })
                    .as("connecting to %s", other)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("who comes second uses what the first one started: in the same JVM and in another")
    void reused() throws Exception {
        Postgres first = server.startOrReuse();
        long pid = entry().pid();

        assertThat(EmbeddedServer.of(home).startOrReuse()).isEqualTo(first);
        assertThat(OtherJvm.run(StartServer.class, home.toString())).containsExactly(first.url());
        assertThat(entry().pid()).isEqualTo(pid);
    }

    @Test
    @DisplayName("two threads and two JVMs come at once: they get one server")
    void startedOnce() throws Exception {
        server.stop();
        CyclicBarrier together = new CyclicBarrier(4);
        Callable<String> thread = () -> {
            together.await(SECONDS_AT_MOST, TimeUnit.SECONDS);
            return EmbeddedServer.of(home, LONG).startOrReuse().url();
        };
        Callable<String> jvm = () -> {
            together.await(SECONDS_AT_MOST, TimeUnit.SECONDS);
            return String.join("\n", OtherJvm.run(StartServer.class, home.toString()));
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> urls = threads.invokeAll(List.of(thread, thread, jvm, jvm));

            for (Future<String> url : urls) {
                assertThat(url.get()).isEqualTo(entry().postgres().url());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("it outlives the JVM that started it")
    void outlives() throws Exception {
        server.stop();

        List<String> url = OtherJvm.run(StartServer.class, home.toString());

        assertThat(server.running()).get().extracting(Postgres::url).isEqualTo(url.getFirst());
    }

    @Test
    @DisplayName("a server that was killed is replaced, with its data and its password")
    void killed() throws Exception {
        Postgres first = server.startOrReuse();
        String data = answer(first, "select system_identifier from pg_control_system()");
        ProcessHandle killed = process().orElseThrow();
        List<ProcessHandle> family =
                Stream.concat(Stream.of(killed), killed.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : family) {
            process.onExit().get(SECONDS_AT_MOST, TimeUnit.SECONDS);
        }

        Postgres second = server.startOrReuse();

        assertThat(entry().pid()).isNotEqualTo(killed.pid());
        assertThat(second.password()).isEqualTo(first.password());
        assertThat(answer(second, "select system_identifier from pg_control_system()"))
                .as("the data folder's own number")
                .isEqualTo(data);
    }

    @Test
    @DisplayName("a server.json of a process that is long gone is replaced")
    void staleFile() throws Exception {
        server.stop();
        int nobodysPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodysPort = socket.getLocalPort();
        }
        file().write(new ServerFile.Entry(nobodysPort, Integer.MAX_VALUE, "a password of old"));

        assertThat(server.running()).as("nobody answers there").isEmpty();
        Postgres postgres = server.startOrReuse();

        assertThat(entry().postgres()).isEqualTo(postgres);
        assertThat(answer(postgres, "select 1")).isEqualTo("1");
    }

    @Test
    @DisplayName("a server.json that can't be read is replaced, and so is the server that it was about")
    void unreadableFile() throws Exception {
        Postgres before = server.startOrReuse();
        Files.writeString(home.resolve(".workbook/server.json"), "{ half a fi");

        Postgres postgres = server.startOrReuse();

        assertThatThrownBy(before::connect)
                .as("the server that nobody could reach any more is gone")
                .isInstanceOf(SQLException.class);
        assertThat(answer(postgres, "select 1")).isEqualTo("1");
    }

    @Test
    @DisplayName("postmaster.pid names another program after a restart of the machine: that one is left alone")
    void recycledProcessId() throws Exception {
        server.startOrReuse();
        ProcessHandle ours = process().orElseThrow();
        Path otherHome = Files.createDirectories(homes.resolve("another clone/.workbook/postgres/data"));
        Files.writeString(otherHome.resolve("postmaster.pid"), ours.pid() + "\n" + otherHome + "\n");

        EmbeddedServer.of(homes.resolve("another clone")).stop();

        assertThat(ours.isAlive()).as("the server of the first clone").isTrue();
        assertThat(server.running()).isPresent();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    @DisplayName("by a symbolic link it is the same server: found, and ended when it is said to be")
    void byALink() throws Exception {
        Postgres byItsPath = server.startOrReuse();
        EmbeddedServer byALink = EmbeddedServer.of(Files.createSymbolicLink(homes.resolve("a link"), home));

        assertThat(byALink.startOrReuse()).isEqualTo(byItsPath);
        assertThat(byALink.stop()).isEqualTo(Stopped.ENDED);
        assertThatThrownBy(byItsPath::connect)
                .as("connecting to what was stopped")
                .isInstanceOf(SQLException.class);
        assertThat(answer(byALink.startOrReuse(), "show data_directory"))
                .as("one path, whoever starts it")
                .isEqualTo(data().toString());
    }

    @Test
    @DisplayName("a server whose server.json and password are lost is stopped all the same: its process is known")
    void lostFiles() throws Exception {
        Postgres postgres = server.startOrReuse();
        Files.delete(home.resolve(".workbook/server.json"));
        Files.delete(home.resolve(".workbook/postgres/password"));

        assertThat(server.stop()).isEqualTo(Stopped.ENDED);
        assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows moves no folder that is in use")
    @DisplayName("a clone that was moved while its server ran: the server is started again where it is now")
    void moved() throws Exception {
        Path before = Files.createDirectory(homes.resolve("before"));
        Path after = homes.resolve("after");
        lendBinaries(before);
        Postgres left = EmbeddedServer.of(before, LONG).startOrReuse();
        Files.move(before, after);
        EmbeddedServer moved = EmbeddedServer.of(after, LONG);
        try {
            Postgres postgres = moved.startOrReuse();

            assertThat(answer(postgres, "show data_directory"))
                    .isEqualTo(after.resolve(".workbook/postgres/data").toString());
            assertThatThrownBy(left::connect)
                    .as("the server whose libraries are gone")
                    .isInstanceOf(SQLException.class);
            execute(postgres, "do $$ begin perform 1; end $$"); // its libraries are where it looks for them
        } finally {
            moved.stop();
        }
    }

    @Test
    @DisplayName("a clone that was copied while its server ran has a server of its own, and the other is left alone")
    void copied() throws Exception {
        Postgres original = server.startOrReuse();
        execute(original, "create table if not exists originals (id int)");
        Path copyOfHome = homes.resolve("a copy");
        copyAllButBinaries(home, copyOfHome);
        lendBinaries(copyOfHome);
        EmbeddedServer copy = EmbeddedServer.of(copyOfHome, LONG);

        assertThat(copy.running()).as("what the copied server.json leads to").isEmpty();
        assertThat(copy.stop()).isEqualTo(Stopped.NONE_RAN);
        copyAllButBinaries(home, copyOfHome);
        try {
            Postgres its = copy.startOrReuse();

            assertThat(its.url()).isNotEqualTo(original.url());
            assertThat(its.password())
                    .as("the original's would let each into the other")
                    .isNotEqualTo(original.password());
            assertThat(answer(its, "show data_directory"))
                    .isEqualTo(copyOfHome.resolve(".workbook/postgres/data").toString());
        } finally {
            assertThat(copy.stop()).isEqualTo(Stopped.ENDED);
        }
        assertThat(answer(original, "select to_regclass('originals') is not null"))
                .as("the original goes on")
                .isEqualTo("t");
    }

    private static void lendBinaries(Path otherHome) throws IOException {
        server.startOrReuse();
        Path postgres = Files.createDirectories(otherHome.resolve(".workbook/postgres"));
        Files.createSymbolicLink(postgres.resolve("binaries"), home.resolve(".workbook/postgres/binaries"));
    }

    private static void copyAllButBinaries(Path from, Path to) throws IOException {
        Path binaries = from.resolve(".workbook/postgres/binaries");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(binaries)).toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Test
    @DisplayName("a damaged data folder is thrown away: it held tests' data only")
    void damagedData() throws Exception {
        Postgres first = server.startOrReuse();
        execute(first, "create table lost (id int)");
        server.stop();
        Files.delete(data().resolve("global/pg_control"));

        Postgres second = server.startOrReuse();

        assertThat(answer(second, "select to_regclass('lost') is null")).isEqualTo("t");
        assertThat(second.password()).as("a new folder has a new password").isNotEqualTo(first.password());
    }

    @Test
    @DisplayName("the port that it had last is taken by another program: it takes a free one")
    void portTaken() throws Exception {
        server.startOrReuse();
        int before = entry().port();
        server.stop();
        try (ServerSocket taken = new ServerSocket()) {
            taken.setReuseAddress(true);
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), before));

            Postgres postgres = server.startOrReuse();

            assertThat(entry().port()).isNotEqualTo(before);
            assertThat(answer(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    @DisplayName("a server without a connection left is in use: it is not replaced")
    void full() throws Exception {
        Postgres postgres = server.startOrReuse();
        List<Connection> guests = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (guests.size() < 1_000) {
                            guests.add(postgres.connect());
                        }
                    })
                    .hasMessageContaining("too many clients");

            assertThat(server.startOrReuse()).isEqualTo(postgres);
            assertThat(guests.getFirst().isValid(SECONDS_AT_MOST))
                    .as("who was connected still is")
                    .isTrue();
        } finally {
            for (Connection guest : guests) {
                guest.close();
            }
        }
    }

    @Test
    @DisplayName(
            "a server that answers with an error lives: it is not ended for a guest whose time zone it does not know")
    void unknownZone() throws Exception {
        Postgres postgres = server.startOrReuse();
        try (Connection guest = postgres.connect()) {
            assertThat(OtherJvm.run(Map.of("TZ", "IST"), StartServer.class, home.toString()))
                    .as("what a JVM whose zone PostgreSQL refuses finds, after Java's warning")
                    .endsWith(postgres.url());
            assertThat(guest.isValid(SECONDS_AT_MOST))
                    .as("who was connected still is")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("told to stop, it does, whoever is connected; told again, it says that none was running")
    void stops() throws Exception {
        Postgres postgres = server.startOrReuse();
        try (Connection connection = postgres.connect()) {
            assertThat(server.stop()).isEqualTo(Stopped.ENDED);

            assertThat(connection.isValid(5)).isFalse();
            assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
        }
        assertThat(home.resolve(".workbook/server.json")).doesNotExist();
        assertThat(server.running()).isEmpty();
        assertThat(server.stop()).isEqualTo(Stopped.NONE_RAN);
    }

    @Test
    @DisplayName("nobody is connected for the idle limit: it stops by itself, and the next one to ask starts it again")
    void idle() throws Exception {
        server.stop();
        EmbeddedServer shortLived = EmbeddedServer.of(home, Duration.ofSeconds(1));
        shortLived.startOrReuse();
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) { // on a slow machine it may be gone by now
            process.get().onExit().get(SECONDS_AT_MOST, TimeUnit.SECONDS);
        }

        assertThat(server.running()).isEmpty();
        assertThat(answer(server.startOrReuse(), "select 1")).isEqualTo("1");
    }

    @Test
    @DisplayName("it stops by itself, too, where the machine's time zone is one that PostgreSQL does not know")
    void idleInAnUnknownZone() throws Exception {
        server.stop();
        OtherJvm.run(Map.of("TZ", "IST"), StartServer.class, home.toString(), "1");
        Optional<ProcessHandle> process =
                file().read().map(ServerFile.Entry::pid).flatMap(ProcessHandle::of);
        if (process.isPresent()) { // on a slow machine it may be gone by now
            process.get().onExit().get(SECONDS_AT_MOST, TimeUnit.SECONDS);
        }

        assertThat(server.running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5$", "a`b", "a\"b", "a\\b"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its shell takes other characters")
    @DisplayName("a path that PostgreSQL's own shell would read in another way: the character is named, and nothing is"
            + " begun")
    void unfitPath(String name) {
        assertThatThrownBy(EmbeddedServer.of(homes.resolve(name))::startOrReuse)
                .isInstanceOf(PostgresUnavailableException.class)
                .hasMessageContaining("that path has a '" + name.replaceAll("\\w", "") + "' in it")
                .hasMessageContaining("move the clone to another folder, or set WORKBOOK_POSTGRES");
        assertThat(homes.resolve(name)).doesNotExist();
    }

    @Test
    @DisplayName("a path that is too long for PostgreSQL: the limit is named")
    void longPath() {
        assertThatThrownBy(EmbeddedServer.of(homes.resolve(("n".repeat(199) + "/").repeat(5)))::startOrReuse)
                .isInstanceOf(PostgresUnavailableException.class)
                .hasMessageContaining("more than 820 bytes");
    }

    @Test
    @EnabledIf("isRoot")
    @DisplayName("root where unshare is refused, as in most containers: one sentence says so")
    void rootWithoutUnshare() throws Exception {
        server.startOrReuse();
        Path other = Files.createDirectories(homes.resolve("a clone in a container/.workbook/postgres"));
        Files.createSymbolicLink(other.resolve("binaries"), home.resolve(".workbook/postgres/binaries"));
        Path programs = Files.createDirectory(homes.resolve("programs"));
        Path unshare = Files.writeString(
                programs.resolve("unshare"),
                "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n");
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));

        List<String> said = OtherJvm.run(
                Map.of("PATH", programs + ":" + System.getenv("PATH")),
                StartServer.class,
                homes.resolve("a clone in a container").toString());

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("The embedded PostgreSQL refuses to run as root")
                .contains("run as an ordinary user, or set WORKBOOK_POSTGRES");
    }

    static boolean isRoot() {
        return OS.LINUX.isCurrentOs() && System.getProperty("user.name").equals("root");
    }

    private Path data() {
        return home.resolve(".workbook/postgres/data");
    }

    private ServerFile file() {
        return new ServerFile(home.resolve(".workbook/server.json"));
    }

    private ServerFile.Entry entry() {
        return file().read().orElseThrow();
    }

    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(entry().pid());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String answer(Postgres postgres, String query) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
