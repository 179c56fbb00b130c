package workbook.testing.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Speaks so much of PostgreSQL's protocol that a driver believes to be logged in to a server of some version. */
final class PretendedPostgres implements AutoCloseable {

    private static final int STARTUP = 196608; // the protocol's version, 3.0
    private static final byte[] NOTHING = {};

    private final ServerSocket socket;
    private final String version;
    private final int hangUps;

    PretendedPostgres(String version) throws IOException {
        this(version, 0);
    }

    /** The first connections are taken and closed without a word, as Docker's proxy does while a container starts. */
    PretendedPostgres(String version, int hangUps) throws IOException {
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.version = version;
        this.hangUps = hangUps;
        Thread.ofPlatform().daemon().name("pretended-postgres").start(this::serve);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/postgres?user=me&password=secret";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        try {
            for (int i = 0; i < hangUps; i++) {
                socket.accept().close();
            }
        } catch (IOException e) {
            return; // the test is done
        }
        try (Socket client = socket.accept();
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            while (startupPacket(in) != STARTUP) {
                out.write('N'); // no SSL, no GSS
            }
            send(out, 'R', new byte[4]); // you are who you say
            parameter(out, "server_version", version);
            parameter(out, "client_encoding", "UTF8");
            parameter(out, "standard_conforming_strings", "on");
            parameter(out, "integer_datetimes", "on");
            parameter(out, "DateStyle", "ISO, MDY");
            send(out, 'Z', new byte[] {'I'});
            answer(in, out);
        } catch (EOFException | SocketException e) {
            // the client or the test is done
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int startupPacket(DataInputStream in) throws IOException {
        byte[] rest = new byte[in.readInt() - 8];
        int code = in.readInt();
        in.readFully(rest);
        return code;
    }

    private static void answer(DataInputStream in, DataOutputStream out) throws IOException {
        for (int type = in.read(); type >= 0; type = in.read()) {
            in.readFully(new byte[in.readInt() - 4]);
            switch (type) {
                case 'P' -> send(out, '1', NOTHING);
                case 'B' -> send(out, '2', NOTHING);
                case 'D' -> send(out, 'n', NOTHING);
                case 'E' -> send(out, 'C', text("SET"));
                case 'S' -> send(out, 'Z', new byte[] {'I'});
                case 'Q' -> {
                    send(out, 'C', text("SET"));
                    send(out, 'Z', new byte[] {'I'});
                }
                default -> {}
            }
        }
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        send(out, 'S', text(name + "\0" + value));
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(DataOutputStream out, char type, byte[] body) throws IOException {
        out.write(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }
}
