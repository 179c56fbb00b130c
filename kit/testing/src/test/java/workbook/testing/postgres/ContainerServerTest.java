package workbook.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a Docker engine, so it runs with {@code -Pdocker} only; without one it fails. */
@Tag("docker")
@DisplayName("The Testcontainers rung")
class ContainerServerTest {

    @TempDir
    Path home;

    @Test
    @DisplayName("gives a PostgreSQL 18 in a container that may create databases, and starts no embedded one")
    void container() throws Exception {
        Postgres postgres = PostgresLadder.climb(home, "testcontainers");

        assertThat(postgres.rung()).isEqualTo("testcontainers");
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
            try (ResultSet row = statement.executeQuery(
                    "select rolcreatedb, current_setting('max_connections')::int from pg_roles where rolname ="
                            + " current_user")) {
                row.next();
                assertThat(row.getBoolean(1)).as("may create databases").isTrue();
                assertThat(row.getInt(2)).as("connections").isEqualTo(200);
            }
        }
        assertThat(Files.exists(home.resolve(".workbook")))
                .as("an embedded server's folder")
                .isFalse();
    }
}
