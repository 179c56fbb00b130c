package workbook.testing.database;

import java.sql.Connection;
import javax.sql.DataSource;

/** What the code under test does in these tests; it is compiled apart from them, as a learner's code is. */
public interface Careless {

    /** Uses its caller's connection in one way or another, or takes one of its own. */
    void use(Connection connection, DataSource source) throws Exception;
}
