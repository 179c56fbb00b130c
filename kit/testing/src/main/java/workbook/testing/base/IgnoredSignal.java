package workbook.testing.base;

import java.lang.reflect.InvocationTargetException;

/** A signal of the terminal reaches every process that was started in it; some of them it is not meant for. */
public final class IgnoredSignal {

    private IgnoredSignal() {}

    /**
     * Has this JVM pass over a signal from now on. By reflection: the compiler warns of {@code sun.misc.Signal}, and there is no
     * other way.
     *
     * @param name such as {@code INT} for Ctrl-C; nothing happens where the platform has no such signal
     */
    public static void of(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        try {
            type.getMethod("handle", type, handler)
                    .invoke(
                            null,
                            type.getConstructor(String.class).newInstance(name),
                            handler.getField("SIG_IGN").get(null));
        } catch (InvocationTargetException e) {
            // this platform has no such signal
        }
    }
}
