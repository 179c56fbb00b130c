package workbook.testing.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Stands in front of the tests' server, as a pooler does, and is as particular about what a connection brings along. */
final class PretendedPooler implements AutoCloseable {

    /** What it does to a startup packet. */
    enum Kind {
        REFUSES_OPTIONS,
        DROPS_OPTIONS,
        KNOWS_ONE_DATABASE,
        PASSES_ALL
    }

    private static final int STARTUP = 196608; // the protocol's version, 3.0

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final PGSimpleDataSource behind = PostgresLadder.climb().maintenance();
    private final Kind kind;

    PretendedPooler(Kind kind) throws IOException {
        this.kind = kind;
        Thread.ofPlatform().daemon().name("pretended-pooler").start(this::accept);
    }

    String url(Guest guest) {
        return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/postgres?user=" + guest.name() + "&password="
                + guest.password();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException e) {
            // the test is done
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(behind.getServerNames()[0], behind.getPortNumbers()[0])) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            Map<String, String> parameters = startup(in, out);
            if (kind == Kind.REFUSES_OPTIONS && parameters.containsKey("options")) {
                refuse(out, "unsupported startup parameter: options");
            } else if (kind == Kind.KNOWS_ONE_DATABASE
                    && !parameters.get("database").equals("postgres")) {
                refuse(out, "no such database: " + parameters.get("database"));
            } else {
                if (kind == Kind.DROPS_OPTIONS) {
                    parameters.remove("options");
                }
                send(new DataOutputStream(server.getOutputStream()), parameters);
                Thread.ofPlatform().daemon().start(() -> pump(in, server));
                server.getInputStream().transferTo(out);
            }
        } catch (IOException e) {
            // one of the two has hung up
        }
    }

    private static void pump(InputStream from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two has hung up
        }
    }

    private static Map<String, String> startup(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] rest = new byte[in.readInt() - 8];
        int code = in.readInt();
        in.readFully(rest);
        if (code != STARTUP) {
            out.write('N'); // no SSL, no GSS
            return startup(in, out);
        }
        String[] words = new String(rest, StandardCharsets.UTF_8).split("\0");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            parameters.put(words[i], words[i + 1]);
        }
        return parameters;
    }

    private static void send(DataOutputStream server, Map<String, String> parameters) throws IOException {
        StringBuilder text = new StringBuilder();
        parameters.forEach(
                (name, value) -> text.append(name).append('\0').append(value).append('\0'));
        byte[] body = text.append('\0').toString().getBytes(StandardCharsets.UTF_8);
        server.writeInt(body.length + 8);
        server.writeInt(STARTUP);
        server.write(body);
        server.flush();
    }

    private static void refuse(DataOutputStream client, String message) throws IOException {
        byte[] body = ("SFATAL\0VFATAL\0C08P01\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
        client.write('E');
        client.writeInt(body.length + 4);
        client.write(body);
        client.flush();
    }
}
