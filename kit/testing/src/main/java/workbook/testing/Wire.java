package workbook.testing;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.GSSEncMode;
import workbook.testing.database.TestDatabase;

/**
 * A connection whose traffic is counted where it can't be argued with: in the bytes between driver and server, by
 * PostgreSQL's message format (a type byte, a length, a body; <a
 * href="https://www.postgresql.org/docs/current/protocol-message-formats.html">documentation</a>).
 */
public final class Wire {

    private static final Map<String, Wire> WIRES = new ConcurrentHashMap<>();
    private static final AtomicLong COUNT = new AtomicLong();

    /**
     * What went over the wire during some work.
     *
     * @param roundTrips     how often the client sent something and waited for the answer
     * @param rows           rows that the server sent
     * @param mostRowsAtOnce the most rows in one answer: what the client must hold in memory at once
     */
    public record Traffic(long roundTrips, long rows, long mostRowsAtOnce) {}

    /** What happens before a statement is sent. */
    interface Interruption {

        /** @param roundTrip which question of the work it is, from 1 */
        void before(long roundTrip);
    }

    private static final Interruption NONE = roundTrip -> {};

    private final Connection connection;
    private volatile Interruption interruption = NONE;
    private long begun;
    private long roundTrips;
    private long rows;
    private long rowsInThisAnswer;
    private long mostRowsAtOnce;
    private boolean asked;

    Wire(TestDatabase database) throws SQLException {
        String id = Long.toString(COUNT.incrementAndGet());
        WIRES.put(id, this);
        PGSimpleDataSource source = database.settings();
        source.setSslmode("disable");
        source.setGssEncMode(GSSEncMode.DISABLE.value);
        source.setSocketFactory(CountingSocketFactory.class.getName());
        source.setSocketFactoryArg(id);
        try {
            this.connection = database.lend(source.getConnection());
        } finally {
            WIRES.remove(id);
        }
    }

    /** The connection that is counted. */
    public Connection connection() {
        return connection;
    }

    /** Does some work on the connection and counts what it costs. */
    public Traffic during(Work<?> work) throws Exception {
        return during(work, NONE);
    }

    /** The same, and each question waits until the interruption before it is over. */
    Traffic during(Work<?> work, Interruption each) throws Exception {
        synchronized (this) {
            begun = 0;
            roundTrips = 0;
            rows = 0;
            rowsInThisAnswer = 0;
            mostRowsAtOnce = 0;
        }
        interruption = each;
        try {
            work.on(connection);
        } finally {
            interruption = NONE;
        }
        synchronized (this) {
            return new Traffic(roundTrips, rows, mostRowsAtOnce);
        }
    }

    /** How many rows the server has sent since the work began: for a look in the middle of it. */
    public synchronized long rowsSoFar() {
        return rows;
    }

    private void sending() {
        long question = 0;
        synchronized (this) {
            if (!asked) {
                asked = true;
                question = ++begun;
            }
        }
        if (question > 0) {
            interruption.before(question);
        }
    }

    private synchronized void answered() {
        if (asked) {
            asked = false;
            roundTrips++;
            rowsInThisAnswer = 0;
        }
    }

    private synchronized void row() {
        rows++;
        rowsInThisAnswer++;
        mostRowsAtOnce = Math.max(mostRowsAtOnce, rowsInThisAnswer);
    }

    /** Made by the driver, which hands it the id of the wire to count for. */
    public static final class CountingSocketFactory extends SocketFactory {

        private final Wire wire;

        public CountingSocketFactory(String id) {
            this.wire = WIRES.get(id);
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public InputStream getInputStream() throws IOException {
                    return new Answers(super.getInputStream(), wire);
                }

                @Override
                public OutputStream getOutputStream() throws IOException {
                    return new Questions(super.getOutputStream(), wire);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("the driver connects the socket itself");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException("the driver connects the socket itself");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("the driver connects the socket itself");
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException("the driver connects the socket itself");
        }
    }

    private static final class Questions extends FilterOutputStream {

        private final Wire wire;

        Questions(OutputStream out, Wire wire) {
            super(out);
            this.wire = wire;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            wire.sending();
            out.write(bytes, from, length);
        }

        @Override
        public void write(int b) throws IOException {
            wire.sending();
            out.write(b);
        }
    }

    private static final class Answers extends FilterInputStream {

        private static final int DATA_ROW = 'D';

        private final Wire wire;
        private int headerBytes;
        private int type;
        private int length;
        private long bodyLeft;

        Answers(InputStream in, Wire wire) {
            super(in);
            this.wire = wire;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int count = in.read(bytes, from, most);
            if (count > 0) {
                wire.answered();
            }
            for (int i = 0; i < count; ) {
                if (bodyLeft > 0) {
                    int skipped = (int) Math.min(bodyLeft, count - i);
                    bodyLeft -= skipped;
                    i += skipped;
                } else {
                    header(bytes[from + i++] & 0xff);
                }
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        private void header(int b) {
            if (headerBytes == 0) {
                type = b;
                length = 0;
            } else {
                length = length << 8 | b;
            }
            if (++headerBytes == 5) {
                headerBytes = 0;
                bodyLeft = length - 4L;
                if (type == DATA_ROW) {
                    wire.row();
                }
            }
        }
    }
}
