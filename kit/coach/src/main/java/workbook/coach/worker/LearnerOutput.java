package workbook.coach.worker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the learner's code prints: caught while a test runs, and cut off where it would never end. */
final class LearnerOutput extends OutputStream {

    private static final int SHOWN = 4_000;
    private static final int FLOOD = 2_000_000;

    private final Runnable onFlood;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int written;

    /** @param onFlood called once, when there is more than anyone reads */
    LearnerOutput(Runnable onFlood) {
        this.onFlood = onFlood;
    }

    /** Puts this in the place of {@code System.out} and {@code System.err}. */
    void install() {
        PrintStream stream = new PrintStream(this, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (written < SHOWN) {
            kept.write(bytes, from, Math.min(length, SHOWN - written));
        }
        if (written < FLOOD && written + length >= FLOOD) {
            onFlood.run();
        }
        written = Math.min(FLOOD, written + length);
    }

    /** What was printed since the last call. */
    synchronized String take() {
        String text = kept.toString(StandardCharsets.UTF_8);
        String more = written > SHOWN ? "\n... (and more)" : "";
        kept.reset();
        written = 0;
        return text + more;
    }
}
