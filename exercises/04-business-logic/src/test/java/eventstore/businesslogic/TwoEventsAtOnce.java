package eventstore.businesslogic;

import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import shoppingcart.ShoppingCartCommand;

/**
 * The handler as it is, with a decider of which every decision is two events. The handler calls its decider by name; so
 * the handler's class is loaded a second time, and with it another class under the decider's name.
 */
final class TwoEventsAtOnce extends ClassLoader {

    private static final String PACKAGE = "eventstore.businesslogic.";

    TwoEventsAtOnce() {
        super(CommandHandler.class.getClassLoader());
    }

    /** What the handler's handle gives or throws. */
    long handle(Connection connection, String streamId, ShoppingCartCommand command) throws Throwable {
        ShoppingCartCodec codec = new ShoppingCartCodec();
        Class<?> type = loadClass(CommandHandler.class.getName());
        Object handler = type.getConstructor(EventStore.class, StreamAggregator.class, EventCodec.class)
                .newInstance(new EventStore(),
                        new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, codec), codec);
        try {
            return (long) type.getMethod("handle", Connection.class, String.class, ShoppingCartCommand.class)
                    .invoke(handler, connection, streamId, command);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE) || name.equals(ShoppingCartDoubler.class.getName())) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        boolean decider = name.equals(ShoppingCartDecider.class.getName());
        String file = (decider ? ShoppingCartDoubler.class.getName() : name).replace('.', '/') + ".class";
        try (InputStream in = getResourceAsStream(file)) {
            byte[] bytes = in.readAllBytes();
            if (decider) {
                bytes = new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace("ShoppingCartDoubler", "ShoppingCartDecider").getBytes(StandardCharsets.ISO_8859_1);
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
