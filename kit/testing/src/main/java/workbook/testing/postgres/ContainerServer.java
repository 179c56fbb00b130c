package workbook.testing.postgres;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The Testcontainers rung: one container a JVM, stopped when the JVM ends. */
final class ContainerServer {

    private static final String IMAGE = "postgres:18-alpine";

    private ContainerServer() {
    }

    static Postgres start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new PostgresUnavailableException(
                    "Testcontainers finds no Docker engine: start Docker and run the command again.");
        }
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            throw new PostgresUnavailableException("Docker is there, but the image " + IMAGE + " did not start: "
                    + PostgresLadder.oneLine(rootOf(e).getMessage())
                    + " Try docker pull " + IMAGE + ", or unset " + PostgresLadder.VARIABLE + ".");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-postgres-container"));
        return new Postgres(container.getJdbcUrl(), container.getUsername(), container.getPassword(), "testcontainers");
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
