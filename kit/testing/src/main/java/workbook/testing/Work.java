package workbook.testing;

import java.sql.Connection;

/** Something to do on a connection. */
@FunctionalInterface
public interface Work<T> {

    T on(Connection connection) throws Exception;
}
