package workbook.testing.database;

import java.sql.SQLException;
import java.util.List;
import workbook.testing.postgres.PostgresLadder;

/** Makes a database for an owner, prints its name, and dies without tidying up. */
final class LeaveDatabase {

    private LeaveDatabase() {}

    public static void main(String[] args) throws SQLException {
        Databases databases = new Databases(PostgresLadder.climb(), args[0], args[1]);
        System.out.println(
                databases.create(new Recipe("92-left", List.of(), List.of())).name());
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }
}
