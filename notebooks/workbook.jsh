// What every notebook uses: a PostgreSQL, the scripts in sql/, tables, and a few words to tell a story with.
//JAVA 21+
//RUNTIME_OPTIONS --limit-modules=java.se,jdk.jshell,jdk.compiler,jdk.unsupported,jdk.security.auth -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
//DEPS org.postgresql:postgresql:42.7.14
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS com.github.freva:ascii-table:1.8.0
//DEPS io.zonky.test:embedded-postgres:2.2.2@fatjar
//DEPS org.apache.commons:commons-compress:1.28.0
//DEPS org.tukaani:xz:1.11
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES platform/${os.detected.name}-${os.detected.arch}.jsh

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.sql.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where things are: the clone, with sql/ in it. */
class Clone {

    /** The clone's top folder: the one of the notebook that was started, or the one that you work in. */
    static Path home() {
        Stream<Path> started = Arrays.stream(ProcessHandle.current().info().arguments().orElse(new String[0]))
                .filter(argument -> argument.endsWith(".jsh")).map(Path::of);
        Stream<Path> known = Stream.of(System.getProperty("workbook.home", ""), "").map(Path::of);
        return Stream.concat(started, known).map(Path::toAbsolutePath).flatMap(Clone::upwards)
                .filter(folder -> Files.exists(folder.resolve("sql/01-tables.sql"))).findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no sql/01-tables.sql here or above: "
                        + "run the notebook inside of a clone of the workbook"));
    }

    private static Stream<Path> upwards(Path path) {
        return Stream.iterate(path, Objects::nonNull, Path::getParent);
    }
}

/** A PostgreSQL: the one that WORKBOOK_POSTGRES names, the one that the coach has running, or one of our own. */
class Server {

    private static final int MOST = 100;

    /** How the server's maintenance database is reached. */
    static PGSimpleDataSource find(Deque<AutoCloseable> atTheEnd) throws Exception {
        String named = System.getProperty("workbook.postgres", System.getenv().getOrDefault("WORKBOOK_POSTGRES", ""));
        if (named.startsWith("jdbc:")) {
            return named(named);
        }
        if (named.equals("testcontainers")) {
            throw new IllegalStateException("a notebook starts no containers: unset WORKBOOK_POSTGRES to use the "
                    + "embedded server, or set it to the URL of yours");
        }
        Optional<PGSimpleDataSource> coachs = coachs();
        return coachs.isPresent() ? coachs.get() : ours(atTheEnd);
    }

    /** A URL that names no user is taken for the server of docker-compose.yml, whose user is in .env or the default. */
    private static PGSimpleDataSource named(String url) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (source.getUser() == null) {
            Properties settings = new Properties();
            Path file = Clone.home().resolve(".env");
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    settings.load(reader);
                }
            }
            settings.putAll(System.getenv());
            source.setUser(settings.getProperty("WORKBOOK_DB_USER", "workbook"));
            source.setPassword(settings.getProperty("WORKBOOK_DB_PASSWORD", "workbook"));
        }
        return source;
    }

    private static Optional<PGSimpleDataSource> coachs() {
        try {
            JsonNode server = JsonMapper.shared().readTree(Files.readString(Clone.home().resolve(".workbook/server.json")));
            PGSimpleDataSource source = local(server.get("port").asInt(), server.get("password").asString());
            source.getConnection().close();
            return Optional.of(source);
        } catch (IOException | RuntimeException | SQLException e) {
            return Optional.empty();        // it is not running
        }
    }

    /** A server for this run, in .workbook/notebooks. Runs at the same time have a folder each; the next ones use them again. */
    private static PGSimpleDataSource ours(Deque<AutoCloseable> atTheEnd) throws Exception {
        Path workbook = Clone.home().resolve(".workbook");
        for (int slot = 1; slot <= MOST; slot++) {
            Path folder = Files.createDirectories(workbook.resolve("notebooks/" + slot));
            FileChannel channel = FileChannel.open(folder.resolve("lock"),
                    java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                atTheEnd.push(channel);
                return start(folder, workbook.resolve("postgres/binaries"), atTheEnd);
            }
            channel.close();
        }
        throw new IllegalStateException("there are " + MOST + " notebooks running in " + workbook);
    }

    private static PGSimpleDataSource start(Path folder, Path binaries, Deque<AutoCloseable> atTheEnd) throws Exception {
        Path data = folder.resolve("data");
        endLeftOver(data.resolve("postmaster.pid"));
        String password = password(folder.resolve("password"), data);
        System.setProperty("ot.epg.working-dir", binaries.toString());
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.to(folder.resolve("server.log").toFile());
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(log).setErrorRedirector(log)
                .setLocaleConfig("auth", "scram-sha-256").setLocaleConfig("locale", "C")
                .setLocaleConfig("pwfile", folder.resolve("password").toString())
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "")
                .start();
        atTheEnd.push(server);
        return local(server.getPort(), password);
    }

    /** A run that was killed leaves its server behind. We hold the folder's lock, so nobody uses that one. */
    private static void endLeftOver(Path pidFile) throws Exception {
        if (Files.exists(pidFile)) {
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
            if (left.isPresent() && left.get().destroy()) {
                left.get().onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static String password(Path file, Path data) throws IOException {
        if (!Files.exists(file) || !Files.exists(data.resolve("PG_VERSION"))) {
            Files.deleteIfExists(file);
            Files.createFile(file);
            file.toFile().setReadable(false, false);
            file.toFile().setReadable(true, true);
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file);
    }

    private static PGSimpleDataSource local(int port, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        source.setUser("postgres");
        source.setPassword(password);
        return source;
    }
}

/** A database of its own for this run. It is dropped when you leave. */
class Fresh {

    private static final String NAMES = "wb_notebook_"
            + System.getProperty("user.name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + "_";

    static PGSimpleDataSource database() throws Exception {
        Deque<AutoCloseable> atTheEnd = new ArrayDeque<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> atTheEnd.forEach(Fresh::close)));
        PGSimpleDataSource server = Server.find(atTheEnd);
        String name = NAMES + Instant.now().getEpochSecond() + "_" + ProcessHandle.current().pid();
        try (Connection connection = server.getConnection(); Statement statement = connection.createStatement()) {
            dropLeftOver(statement);
            statement.execute("create database " + name);
        }
        atTheEnd.push(() -> {
            try (Connection connection = server.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("drop database " + name + " with (force)");
            }
        });
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.getURL());
        source.setUser(server.getUser());
        source.setPassword(server.getPassword());
        source.setDatabaseName(name);
        return source;
    }

    /** Drops the databases of runs that were killed: begun more than an hour ago, by their names, and nobody is in them. */
    private static void dropLeftOver(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select datname from pg_database where starts_with(datname, '" + NAMES + "')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        for (String name : names) {
            long begun = Long.parseLong(name.substring(NAMES.length()).replaceAll("_.*", ""));
            if (begun < Instant.now().minus(Duration.ofHours(1)).getEpochSecond()) {
                try {
                    statement.execute("drop database if exists " + name);
                } catch (SQLException inUse) {
                    // somebody plays with it
                }
            }
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // the server is gone, and the database with it
        }
    }
}

/** What a notebook shows, on standard output. */
class Page {

    private static final int WIDEST = 80;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'Z'");

    private static boolean begun;

    static void heading(String title, String sentence) {
        System.out.println(title + "\n" + "=".repeat(title.length()) + "\n\n> " + sentence);
    }

    static void step(String title) throws Exception {
        if (begun && terminal()) {
            System.out.print("\n(Enter goes on) ");
            System.console().readLine();
        }
        begun = true;
        System.out.println("\n" + title + "\n" + "-".repeat(title.length()));
    }

    /** Text as it is, with room before it. */
    static void paragraph(String text) {
        System.out.println("\n" + text.stripTrailing());
    }

    /** What is done, set off from what is said. */
    static void code(String text) {
        System.out.println("\n" + indented(text, "  > ", "    "));
    }

    /** What came of it. */
    static void result(String text) {
        System.out.println(indented(text, "  ", "  "));
    }

    static String table(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Column[] head = new Column[columns.getColumnCount()];
        for (int i = 0; i < head.length; i++) {
            boolean number = columns.getColumnTypeName(i + 1).matches("int.*|numeric");
            head[i] = new Column().header(columns.getColumnLabel(i + 1)).headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT).maxWidth(WIDEST + 2);
        }
        List<String[]> body = new ArrayList<>();
        while (rows.next()) {
            String[] line = new String[head.length];
            for (int i = 0; i < head.length; i++) {
                line[i] = columns.getColumnTypeName(i + 1).equals("timestamptz") && rows.getObject(i + 1) != null
                        ? TIME.format(rows.getObject(i + 1, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC))
                        : shortened(rows.getString(i + 1));
            }
            body.add(line);
        }
        return body.isEmpty() ? "(no rows)" : AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, head,
                body.toArray(String[][]::new));
    }

    /** Whether a person sits there who can press Enter. */
    private static boolean terminal() throws Exception {
        Console console = System.console();
        return console != null && (Runtime.version().feature() < 22
                || (boolean) Console.class.getMethod("isTerminal").invoke(console));
    }

    private static String shortened(String value) {
        return value == null ? "" : value.length() <= WIDEST ? value : value.substring(0, WIDEST - 3) + "...";
    }

    private static String indented(String text, String first, String next) {
        return first + text.strip().replace("\n", "\n" + next);
    }
}

/** Work that is expected to fail. */
interface Attempt {

    void run() throws Exception;
}

PGSimpleDataSource database = Fresh.database();

/** Where this notebook's database is: for a second connection, or a client of yours. */
PGSimpleDataSource postgres() {
    return database;
}

/** Your connection, in autocommit. */
Connection db = postgres().getConnection();

/** Opens a notebook. */
void heading(String title, String sentence) {
    Page.heading(title, sentence);
}

/** Begins the next step; in a terminal it waits for Enter first. */
void step(String title) throws Exception {
    Page.step(title);
}

/** Tells something. */
void say(String text) {
    Page.paragraph(text);
}

/** Runs one of the scripts in sql/, whole or not at all. */
void run(String script) throws Exception {
    String text = Files.readString(Clone.home().resolve("sql").resolve(script));
    PGSimpleDataSource asWritten = new PGSimpleDataSource();
    asWritten.setUrl(database.getURL());
    asWritten.setUser(database.getUser());
    asWritten.setPassword(database.getPassword());
    asWritten.setPreferQueryMode(PreferQueryMode.SIMPLE);     // an error's position is a position in the file then
    try (Connection connection = asWritten.getConnection(); Statement statement = connection.createStatement()) {
        statement.execute(text);
    } catch (PSQLException e) {
        int position = e.getServerErrorMessage() == null ? 0 : e.getServerErrorMessage().getPosition();
        long line = text.substring(0, Math.min(position, text.length())).lines().count();
        throw new IllegalStateException("sql/" + script + ":" + Math.max(1, line) + ": " + e.getMessage());
    }
    Page.code("run(\"" + script + "\")");
}

/** Shows what a query finds, as a table. Arguments go where the question marks are. */
void query(String sql, Object... arguments) throws SQLException {
    Page.code(sql.stripIndent());
    try (PreparedStatement statement = db.prepareStatement(sql)) {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        try (ResultSet rows = statement.executeQuery()) {
            Page.result(Page.table(rows));
        }
    }
}

/** Runs a statement that changes something, and shows how many rows it changed. */
void execute(String sql) throws SQLException {
    Page.code(sql.stripIndent());
    try (Statement statement = db.createStatement()) {
        int changed = statement.executeUpdate(sql);
        if (!sql.stripLeading().startsWith("create")) {
            Page.result("(" + changed + (changed == 1 ? " row)" : " rows)"));
        }
    }
}

/** Does what should be refused, and shows with which words it is. */
void refused(Attempt attempt) throws Exception {
    try {
        attempt.run();
    } catch (PSQLException e) {
        String detail = Objects.requireNonNullElse(e.getServerErrorMessage().getDetail(), "");
        Page.result("refused with " + e.getSQLState() + ": " + e.getServerErrorMessage().getMessage()
                + (detail.isEmpty() || detail.startsWith("Failing row") ? "" : "\ndetail: " + detail));
        return;
    } catch (IllegalStateException e) {
        Page.result("refused: " + e.getMessage());
        return;
    }
    throw new AssertionError("this should have been refused, and was not");
}

/** Ends a notebook: two things to type, in jbang --interactive. */
void nowTry(String notebook, String first, String second) {
    Page.paragraph("Now try\n-------\n\njbang --interactive notebooks/" + notebook + ".jsh leaves you in JShell with all of this "
            + "defined. Then type:\n\n  " + first + "\n  " + second);
}
