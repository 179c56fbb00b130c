package workbook.testing.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The Testcontainers rung: one container a JVM, stopped when the JVM ends. */
final class ContainerServer {

    private static final String IMAGE = "postgres:18-alpine";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private ContainerServer() {}

    static Postgres start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new PostgresUnavailableException(
                    "Testcontainers finds no Docker engine: start Docker and run the command again.");
        }
        PostgreSQLContainer container =
                new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            throw new PostgresUnavailableException("Docker is there, but the image " + IMAGE + " did not start: "
                    + PostgresLadder.oneLine(rootOf(e).getMessage())
                    + " Try docker pull " + IMAGE + ", or unset " + PostgresLadder.VARIABLE + ".");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-postgres-container"));
        return answering(
                new Postgres(
                        container.getJdbcUrl(), container.getUsername(), container.getPassword(), "testcontainers"),
                PATIENCE);
    }

    /**
     * Waits until the server answers through its published port. Testcontainers has read in its log that it is ready,
     * but Docker takes connections of a port before it forwards them, and closes those without a word.
     */
    static Postgres answering(Postgres postgres, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = postgres.connect()) {
                return postgres;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new PostgresUnavailableException(
                            "The container of " + IMAGE + " runs, but its PostgreSQL does not "
                                    + "answer at " + postgres.address() + ": " + PostgresLadder.oneLine(e.getMessage())
                                    + " Look at docker ps and docker logs, or unset " + PostgresLadder.VARIABLE + ".");
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresUnavailableException("The wait for PostgreSQL in a container was interrupted.");
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
