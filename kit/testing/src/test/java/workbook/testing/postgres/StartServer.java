package workbook.testing.postgres;

import java.nio.file.Path;

/** Starts or finds the server of the clone that is the argument, as any other JVM would, and prints its URL. */
final class StartServer {

    private StartServer() {
    }

    public static void main(String[] args) {
        try {
            System.out.println(EmbeddedServer.of(Path.of(args[0])).startOrReuse().url());
        } catch (PostgresUnavailableException e) {
            System.out.println(e.getMessage());
        }
    }
}
