package workbook.testing.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postgresql.PGConnection;

/**
 * What a borrower holds of a connection. Once it is closed, or was taken back, it is of no use any more, nor is any statement
 * that was made with it; the connection itself stays open. (The driver's own handles leave their statements alive.)
 */
final class Handle implements InvocationHandler {

    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    private final Connection connection;
    private final Queue<Statement> statements = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Handle(Connection connection) {
        this.connection = connection;
    }

    /** The handle, as the borrower sees it. */
    Connection inBorrowersHands() {
        return (Connection) Proxy.newProxyInstance(Handle.class.getClassLoader(),
                new Class<?>[] {Connection.class, PGConnection.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                close();
                return null;
            }
            case "isClosed" -> {
                return closed || connection.isClosed();
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            default -> {
                return pass(method, arguments);
            }
        }
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        if (closed && method.getDeclaringClass() != Object.class) {
            throw new SQLException("this connection was closed, or taken back when its test was over",
                    CONNECTION_DOES_NOT_EXIST);
        }
        try {
            Object result = method.invoke(connection, arguments);
            if (result instanceof Statement statement) {
                statements.add(statement);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Ends all that was done with it: statements are closed, a transaction is rolled back. */
    void close() throws SQLException {
        closed = true;
        for (Statement statement = statements.poll(); statement != null; statement = statements.poll()) {
            statement.close();
        }
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
