package eventstore.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;

/** Failures that are none of the server's: it has carried out the statement, and then something breaks in Java. */
final class FailingInJava {

    private FailingInJava() {
    }

    /**
     * A connection that does what this one does, until a statement with these words in it has been carried out: that
     * throws an {@link IllegalStateException}.
     */
    static Connection after(String words, Connection connection) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    Object result = call(connection, method, arguments);
                    return result instanceof Statement statement
                            ? failingAfter(words, statement, method.getReturnType(), text(arguments)) : result;
                });
    }

    private static Object failingAfter(String words, Statement statement, Class<?> type, String prepared) {
        return Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    Object result = call(statement, method, arguments);
                    if (method.getName().startsWith("execute") && (prepared + text(arguments)).contains(words)) {
                        throw new IllegalStateException("something broke in Java, after PostgreSQL had done its part");
                    }
                    return result;
                });
    }

    private static String text(Object[] arguments) {
        return arguments != null && arguments[0] instanceof String text ? text : "";
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
