package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What can't be had is said in a sentence, and what can is had")
class PostgresLadderTest {

    private static final String DO_WITHOUT = "unset";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"dokcer", "5432", "postgresql://localhost/postgres", "jdbc:mysql://localhost/x"})
    @DisplayName("an unknown setting is answered with the ones there are")
    void unknownSetting(String setting) {
        assertThat(sentenceFor(setting))
                .isEqualTo("WORKBOOK_POSTGRES is '" + setting
                        + "': set it to auto, embedded, testcontainers or a URL that begins with jdbc:postgresql:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost:port/postgres", "jdbc:postgresql://localhost:99999/postgres"})
    @DisplayName("a URL that the driver does not understand is answered with one that it would")
    void malformedUrl(String url) {
        assertThat(sentenceFor(url))
                .startsWith("WORKBOOK_POSTGRES is no URL that the driver understands")
                .endsWith("jdbc:postgresql://localhost:5432/postgres?user=me&password=secret");
    }

    @Test
    @DisplayName("nobody listens: the address is named, and how to start a server there")
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(sentenceFor("jdbc:postgresql://127.0.0.1:" + port + "/workbook?user=me&password=secret"))
                .startsWith("No PostgreSQL answers at 127.0.0.1:" + port + "/workbook")
                .contains("start it", "docker compose up -d", DO_WITHOUT)
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("somebody listens and never says a word: that is no PostgreSQL either, and nothing hangs")
    void silence() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(sentenceFor("jdbc:postgresql://127.0.0.1:" + mute.getLocalPort()
                            + "/workbook?user=me&password=secret&loginTimeout=1"))
                    .startsWith("No PostgreSQL answers at 127.0.0.1:" + mute.getLocalPort());
        }
    }

    @Test
    @DisplayName("a wrong password: the sentence names the part of the URL to correct, and shows no password")
    void wrongPassword() throws SQLException {
        try (Guest guest = Guest.welcome()) {
            assertThat(sentenceFor(guest.url("postgres", "wrong")))
                    .contains("refuses this user and password", "?user=...&password=...", DO_WITHOUT)
                    .doesNotContain("wrong");
        }
    }

    @Test
    @DisplayName("no password where one is needed is told the same way")
    void noPassword() throws SQLException {
        try (Guest guest = Guest.welcome()) {
            assertThat(sentenceFor(guest.urlWithoutPassword()))
                    .contains("refuses this user and password", "?user=...&password=...", DO_WITHOUT);
        }
    }

    @Test
    @DisplayName("an unknown database: the sentence says that it is the URL's last part that is wrong")
    void unknownDatabase() throws SQLException {
        try (Guest guest = Guest.welcome()) {
            assertThat(sentenceFor(guest.url("no_such_database", guest.password())))
                    .contains("/no_such_database has no database of that name", "correct the URL");
        }
    }

    @Test
    @DisplayName("no connection left for this user: the sentence says which limit to raise")
    void noConnectionLeft() throws SQLException {
        try (Guest guest = Guest.welcome()) {
            guest.mayHaveConnections(0);

            assertThat(sentenceFor(guest.url("postgres", guest.password())))
                    .contains("has no connection left", "max_connections", DO_WITHOUT);
        }
    }

    @Test
    @DisplayName("a server that is too old: the sentence has its version and the one that is needed")
    void tooOld() throws IOException {
        try (PretendedPostgres old = new PretendedPostgres("14.11")) {
            assertThat(sentenceFor(old.url())).contains("is version 14", "the workbook needs 15 or newer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSES_OPTIONS, unsupported startup parameter: options",
        "DROPS_OPTIONS, it drops the settings",
        "KNOWS_ONE_DATABASE, no such database: wb_trial_"
    })
    @DisplayName("a pooler that lets a bare connection pass and no test: it is named, and what it does not do")
    void pooler(PretendedPooler.Kind kind, String reason) throws Exception {
        try (Guest guest = Guest.welcome().mayCreateDatabases();
                PretendedPooler pooler = new PretendedPooler(kind)) {
            assertThat(sentenceFor(pooler.url(guest)))
                    .contains(
                            "a connection pooler answers, such as PgBouncer",
                            reason,
                            "the URL of the PostgreSQL behind it",
                            DO_WITHOUT)
                    .doesNotContain(guest.password());
        }
    }

    @Test
    @DisplayName("a pooler that passes on all that tests need is as good as the server")
    void passable() throws Exception {
        try (Guest guest = Guest.welcome().mayCreateDatabases();
                PretendedPooler pooler = new PretendedPooler(PretendedPooler.Kind.PASSES_ALL)) {
            assertThat(PostgresLadder.climb(home, pooler.url(guest)).rung()).isEqualTo("url");
        }
    }

    @Test
    @DisplayName("a user who may not create databases is told so, with the word to ask for")
    void mayNotCreate() throws SQLException {
        try (Guest guest = Guest.welcome()) {
            assertThat(sentenceFor(guest.url("postgres", guest.password())))
                    .contains("may not create databases", "createdb", DO_WITHOUT)
                    .doesNotContain(guest.password());
        }
    }

    @Test
    @DisplayName("a JDBC URL of a server that answers is used as it is, and no embedded server is started")
    void url() throws SQLException {
        try (Guest guest = Guest.welcome().mayCreateDatabases()) {
            Postgres postgres = PostgresLadder.climb(home, guest.url("postgres", guest.password()));

            assertThat(postgres.rung()).isEqualTo("url");
            assertThat(postgres.address()).as("fit to be shown").doesNotContain(guest.password());
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_user")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(guest.name());
            }
            assertThat(Files.exists(home.resolve(".workbook")))
                    .as("an embedded server's folder")
                    .isFalse();
        }
    }

    @Test
    @DisplayName("a URL without a user: the one of docker-compose.yml, as .env has it")
    void credentialsOfCompose() throws Exception {
        try (Guest guest = Guest.welcome().mayCreateDatabases()) {
            String bare = guest.url("postgres", "").replaceAll("\\?.*", "");
            Files.writeString(
                    home.resolve(".env"),
                    """
                    # The room's server
                    WORKBOOK_DB_USER = %s
                    WORKBOOK_DB_PASSWORD='%s'
                    """
                            .formatted(guest.name(), guest.password()));

            Postgres postgres = PostgresLadder.climb(home, bare);
            assertThat(postgres.user()).isEqualTo(guest.name());
            assertThat(postgres.password()).isEqualTo(guest.password());
        }
    }

    private String sentenceFor(String setting) {
        PostgresUnavailableException said =
                catchThrowableOfType(PostgresUnavailableException.class, () -> PostgresLadder.climb(home, setting));

        assertThat(said).as("'%s' should be refused in words", setting).isNotNull();
        assertThat(said.getStackTrace()).as("a stack trace helps nobody here").isEmpty();
        assertThat(said.getCause()).isNull();
        assertThat(said.getMessage()).as("one line").doesNotContain("\n");
        return said.getMessage();
    }
}
