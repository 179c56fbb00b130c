package workbook.coach.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a process printed last, past everything that was set up to catch it: what a JVM says when it can't go on. */
final class LastWords {

    private static final int KEPT = 8;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread listener;

    LastWords(InputStream printed) {
        this.listener = Thread.ofPlatform().daemon().name("last-words").start(() -> listen(printed));
    }

    private void listen(InputStream printed) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            // it has said all that it will
        }
    }

    private synchronized void keep(String line) {
        lines.add(line);
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }

    /** A sentence and the lines, once the process has ended. */
    String inWords() {
        try {
            listener.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return lines.isEmpty() ? "It said nothing." : "It said:\n" + String.join("\n", lines);
        }
    }
}
