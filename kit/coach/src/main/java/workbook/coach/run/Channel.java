package workbook.coach.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The coach's end of the line to a worker: a loopback connection of their own. What a JVM, a library or a native child
 * prints can't get into it.
 */
final class Channel implements AutoCloseable {

    private static final int LOOK_AGAIN_MILLIS = 200;

    private final ServerSocket door;
    private final String secret = UUID.randomUUID().toString();
    private Socket line;
    private BufferedWriter out;

    Channel() throws IOException {
        this.door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Where the worker finds it: a port and a secret, joined by a colon. */
    String address() {
        return door.getLocalPort() + ":" + secret;
    }

    /**
     * Waits until the worker has come.
     *
     * @param alive whether it may still come
     * @return what it says, line by line
     * @throws IOException when it ends before it has come
     */
    BufferedReader open(BooleanSupplier alive) throws IOException {
        door.setSoTimeout(LOOK_AGAIN_MILLIS);
        while (true) {
            try {
                Socket caller = door.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                if (knowsTheSecret(in.readLine())) {
                    take(caller);
                    return in;
                }
                caller.close();
            } catch (SocketTimeoutException e) {
                if (!alive.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    private boolean knowsTheSecret(String said) {
        return said != null
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void take(Socket caller) throws IOException {
        line = caller;
        line.setTcpNoDelay(true);
        out = new BufferedWriter(new OutputStreamWriter(line.getOutputStream(), StandardCharsets.UTF_8));
        door.close();
        notifyAll();
    }

    /** Says something, as soon as the worker has come. */
    synchronized void say(String text) throws IOException, InterruptedException {
        while (out == null && !door.isClosed()) {
            wait();
        }
        if (out == null) {
            throw new IOException("the worker never came");
        }
        out.write(text);
        out.newLine();
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        door.close();
        if (line != null) {
            line.close();
        }
        notifyAll();
    }
}
