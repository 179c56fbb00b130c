package workbook.testing.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * What a borrower holds of a connection. Once it is closed, or was taken back, it is of no use any more, nor is any statement
 * that was made with it; the connection itself stays open. (The driver's own handles leave their statements alive.)
 */
final class Handle implements InvocationHandler {

    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    private final Connection connection;
    private final ConnectionWatch watch;
    private final Queue<Statement> statements = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Handle(Connection connection, ConnectionWatch watch) {
        this.connection = connection;
        this.watch = watch;
    }

    /** The handle, as the borrower sees it. */
    Connection inBorrowersHands() {
        return (Connection) Proxy.newProxyInstance(
                Handle.class.getClassLoader(), new Class<?>[] {Connection.class, PGConnection.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? proxy == arguments[0] : pass(method, arguments);
        }
        boolean byCode = watch.use(method, closed);
        switch (method.getName()) {
            case "close" -> {
                close();
                return null;
            }
            case "isClosed" -> {
                return closed || connection.isClosed();
            }
            default -> {
                return use(method, arguments, byCode);
            }
        }
    }

    private Object use(Method method, Object[] arguments, boolean byCode) throws Throwable {
        if (closed) {
            throw new SQLException(
                    "this connection was closed, or taken back when its test was over", CONNECTION_DOES_NOT_EXIST);
        }
        Object result = pass(method, arguments);
        if (result instanceof Statement statement) {
            statements.add(statement);
        }
        if (byCode) {
            watch.made(result);
            if (arguments != null && arguments[0] instanceof Savepoint savepoint) {
                watch.gone(savepoint);
            }
        }
        return result;
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What the code under test left behind; empty when nothing. */
    String fault() throws SQLException {
        return watch.end(closed);
    }

    /** Ends all that was done with it: statements are closed, a transaction is rolled back. */
    void close() throws SQLException {
        closed = true;
        for (Statement statement = statements.poll(); statement != null; statement = statements.poll()) {
            statement.close();
        }
        if (connection.isClosed()) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        } else if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            endTransactionBegunInSql();
        }
    }

    /** The driver's own rollback refuses while autocommit is on. */
    private void endTransactionBegunInSql() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        }
    }
}
