package workbook.coach.watch;

import java.io.IOError;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.ClosedException;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * Reads the keys in a thread of its own. To wait for a key changes the terminal's settings, and JLine does that by reading and
 * writing all of them: whoever else changes one has to have the reading paused, or the change may be undone.
 */
final class Keyboard implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 50;

    private final BindingReader reader;
    private final KeyMap<Key.Name> map = new KeyMap<>();
    private final ReentrantLock reading = new ReentrantLock(true);
    private final Consumer<Key> onKey;
    private final Runnable onEnd;
    private volatile boolean closed;

    /**
     * @param onKey told of every key
     * @param onEnd told when there will be no more
     */
    Keyboard(Terminal terminal, Consumer<Key> onKey, Runnable onEnd) {
        this.reader = new BindingReader(terminal.reader());
        this.onKey = onKey;
        this.onEnd = onEnd;
        map.setUnicode(Key.Name.CHARACTER);
        map.setNomatch(Key.Name.CHARACTER);
        for (char letter = ' '; letter < 127; letter++) {
            map.bind(Key.Name.CHARACTER, String.valueOf(letter));
        }
        map.bind(Key.Name.ENTER, "\r", "\n");
        map.bind(Key.Name.ESCAPE, "\u001B");
        map.bind(Key.Name.SUSPEND, "\u001A");
        map.bind(Key.Name.ERASE, "\u007F", "\b");
        bind(terminal, Key.Name.UP, Capability.key_up, "\u001B[A", "\u001BOA");
        bind(terminal, Key.Name.DOWN, Capability.key_down, "\u001B[B", "\u001BOB");
        bind(terminal, Key.Name.PAGE_UP, Capability.key_ppage, "\u001B[5~");
        bind(terminal, Key.Name.PAGE_DOWN, Capability.key_npage, "\u001B[6~");
        bind(terminal, Key.Name.HOME, Capability.key_home, "\u001B[H", "\u001B[1~", "\u001BOH");
        bind(terminal, Key.Name.END, Capability.key_end, "\u001B[F", "\u001B[4~", "\u001BOF");
    }

    /** Begins to read; the terminal has to be in the mode that it is to be read in. */
    void start() {
        Thread.ofPlatform().daemon().name("keyboard").start(this::read);
    }

    private void bind(Terminal terminal, Key.Name name, Capability capability, String... usual) {
        map.bind(name, usual);
        String own = KeyMap.key(terminal, capability);
        if (own != null) {
            map.bind(name, own);
        }
    }

    private void read() {
        try {
            boolean goOn = true;
            while (goOn) {
                goOn = once();
            }
        } catch (IOError e) {
            onEnd.run();
        }
    }

    /** Waits for a key, a moment. @return whether there may be another one */
    private boolean once() {
        reading.lock();
        try {
            if (!closed && reader.peekCharacter(PATIENCE_MILLIS) != NonBlockingReader.READ_EXPIRED) {
                Key.Name name = reader.readBinding(map);
                if (name == null) {
                    throw new IOError(new ClosedException());
                }
                onKey.accept(new Key(name, name == Key.Name.CHARACTER ? reader.getLastBinding() : ""));
            }
            return !closed;
        } finally {
            reading.unlock();
        }
    }

    /** Does something with the terminal while no key is read. */
    void pausedFor(Work work) throws IOException, InterruptedException {
        reading.lock();
        try {
            work.run();
        } finally {
            reading.unlock();
        }
    }

    /** Something that needs the terminal for itself. */
    interface Work {

        void run() throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        closed = true;
    }
}
