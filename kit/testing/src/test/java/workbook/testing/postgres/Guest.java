package workbook.testing.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A role of its own on the tests' server, which may log in and nothing more. Dropped at the end: nothing of it may be left. */
public record Guest(String name, String password) implements AutoCloseable {

    /** Makes the role. */
    public static Guest welcome() throws SQLException {
        String id = UUID.randomUUID().toString().replace("-", "");
        Guest guest = new Guest("wb_guest_" + id.substring(0, 12), id);
        execute("create role " + guest.name + " login nosuperuser nocreatedb password '" + guest.password + "'");
        return guest;
    }

    /** The URL with which this role reaches a database. */
    public String url(String database, String password) {
        return "jdbc:postgresql://" + hostAndPort() + "/" + database + "?user=" + name + "&password=" + password;
    }

    String urlWithoutPassword() {
        return "jdbc:postgresql://" + hostAndPort() + "/postgres?user=" + name;
    }

    /** Lets it do what tests have to do. */
    Guest mayCreateDatabases() throws SQLException {
        execute("alter role " + name + " createdb");
        return this;
    }

    void mayHaveConnections(int most) throws SQLException {
        execute("alter role " + name + " connection limit " + most);
    }

    @Override
    public void close() throws SQLException {
        execute("drop role " + name);
    }

    private static String hostAndPort() {
        String address = PostgresLadder.climb().address();
        return address.substring(0, address.indexOf('/'));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = PostgresLadder.climb().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
