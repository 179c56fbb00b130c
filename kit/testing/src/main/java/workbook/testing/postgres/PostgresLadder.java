package workbook.testing.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the tests' PostgreSQL comes from: {@code WORKBOOK_POSTGRES} is {@code auto} (the default), {@code embedded},
 * {@code testcontainers} or a JDBC URL. There is no silent fallback to "no database": what can't be had is said.
 */
public final class PostgresLadder {

    /** The environment variable, and in lower case with a dot the system property, that chooses the rung. */
    public static final String VARIABLE = "WORKBOOK_POSTGRES";

    public static final String PROPERTY = "workbook.postgres";

    private static final int OLDEST_MAJOR = 15;

    /** The driver prints its own words on a malformed URL; ours are enough. */
    private static final Logger DRIVERS_WORDS = Logger.getLogger("org.postgresql.util.PGPropertyUtil");

    static {
        DRIVERS_WORDS.setLevel(Level.OFF);
    }

    private static Postgres climbed;

    private PostgresLadder() {}

    /**
     * The server of this JVM, started or found on the first call.
     *
     * @throws PostgresUnavailableException when there is none to be had, with a sentence that says what to do
     */
    public static synchronized Postgres climb() {
        if (climbed == null) {
            climbed = climb(WorkbookHome.find(), setting());
        }
        return climbed;
    }

    /** The chosen rung as it was written, {@code auto} where nothing was. */
    public static String setting() {
        String property = System.getProperty(PROPERTY);
        String chosen = property != null ? property : System.getenv(VARIABLE);
        return chosen == null || chosen.isBlank() ? "auto" : chosen.strip();
    }

    /**
     * Climbs for one setting.
     *
     * @param home    the clone, which owns the embedded server
     * @param setting a value of {@link #VARIABLE}
     */
    public static Postgres climb(Path home, String setting) {
        if (setting.startsWith("jdbc:postgresql:")) {
            return given(home, setting);
        }
        return switch (setting.toLowerCase(Locale.ROOT)) {
            case "auto" -> automatic(home);
            case "embedded" -> EmbeddedServer.of(home).startOrReuse();
            case "testcontainers" -> ContainerServer.start();
            default ->
                throw new PostgresUnavailableException(VARIABLE + " is '" + setting
                        + "': set it to auto, embedded, testcontainers or a URL that begins with jdbc:postgresql:");
        };
    }

    private static Postgres automatic(Path home) {
        Optional<String> noBinaries = EmbeddedServer.whyNotHere();
        if (noBinaries.isEmpty()) {
            return EmbeddedServer.of(home).startOrReuse();
        }
        try {
            return ContainerServer.start();
        } catch (PostgresUnavailableException noDocker) {
            throw new PostgresUnavailableException("No PostgreSQL can be had. " + noBinaries.get() + " "
                    + noDocker.getMessage() + " A third way is a server of your own: set " + VARIABLE
                    + " to its URL, such as jdbc:postgresql://localhost:5432/postgres?user=me&password=secret");
        }
    }

    private static Postgres given(Path home, String url) {
        Postgres postgres;
        String where;
        try {
            postgres = withCredentials(home, url);
            where = postgres.address();
        } catch (IllegalArgumentException e) {
            throw new PostgresUnavailableException(VARIABLE + " is no URL that the driver understands: write it like "
                    + "jdbc:postgresql://localhost:5432/postgres?user=me&password=secret");
        }
        try (Connection connection = postgres.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new PostgresUnavailableException("The PostgreSQL at " + where + " (" + VARIABLE + ") is version "
                        + major + ": the workbook needs " + OLDEST_MAJOR + " or newer.");
            }
            new ServerTrial(postgres).run();
            return postgres;
        } catch (SQLException e) {
            throw new PostgresUnavailableException(inWords(where, e));
        }
    }

    /** A URL that names no user is taken for the server of docker-compose.yml, whose user is in .env or the default. */
    private static Postgres withCredentials(Path home, String url) {
        Postgres asWritten = new Postgres(url, null, null, "url");
        if (asWritten.maintenance().getUser() != null) {
            return asWritten;
        }
        DotEnv settings = DotEnv.of(home);
        return new Postgres(
                url,
                settings.get("WORKBOOK_DB_USER", "workbook"),
                settings.get("WORKBOOK_DB_PASSWORD", "workbook"),
                "url");
    }

    private static String inWords(String where, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "08001", "08006" ->
                "No PostgreSQL answers at " + where + " (" + VARIABLE
                        + "): start it (docker compose up -d starts the workbook's), correct the URL, or unset the"
                        + " variable to use the embedded one.";
            case "28P01", "28000", "08004" ->
                "The PostgreSQL at " + where + " refuses this user and password: correct "
                        + "?user=...&password=... in " + VARIABLE
                        + " (without them, what .env says is used), or unset it to "
                        + "use the embedded server.";
            case "53300" ->
                "The PostgreSQL at " + where + " (" + VARIABLE + ") has no connection left: set its "
                        + "max_connections higher, or unset the variable to use the embedded server.";
            case "3D000" ->
                "The PostgreSQL at " + where + " has no database of that name: correct the URL in " + VARIABLE + ".";
            default ->
                "The PostgreSQL at " + where + " (" + VARIABLE + ") refused the connection: "
                        + oneLine(e.getMessage())
                        + " Put that right and run the command again, or unset the variable to use "
                        + "the embedded server.";
        };
    }

    static String oneLine(String text) {
        return text == null ? "no reason given" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
