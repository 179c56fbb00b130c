package workbook.testing.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * Starts or finds the server of the clone that is the argument, as any other JVM would, and prints its URL. With so many
 * seconds as a second argument, a server that it starts stays no longer idle, and it is at home in UTC, as the coach is.
 */
final class StartServer {

    private StartServer() {}

    public static void main(String[] args) {
        EmbeddedServer server = EmbeddedServer.of(Path.of(args[0]));
        if (args.length > 1) {
            TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
            server = EmbeddedServer.of(Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[1])));
        }
        try {
            System.out.println(server.startOrReuse().url());
        } catch (PostgresUnavailableException e) {
            System.out.println(e.getMessage());
        }
    }
}
