package workbook.testing.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;

/** Makers of databases for one test, under an owner's name that nobody else has; their databases are dropped at the end. */
final class Clones implements AutoCloseable {

    private final String owner =
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    private final Queue<Databases> opened = new ConcurrentLinkedQueue<>();
    private final Postgres postgres = PostgresLadder.climb();

    /** What a JVM of this owner would use in a clone. */
    Databases of(String clone) throws SQLException {
        return opened(new Databases(postgres, owner, clone));
    }

    /** What another user's JVM would use in a clone of the same name. */
    Databases ofAnotherUser(String clone) throws SQLException {
        return opened(new Databases(postgres, owner + "2", clone));
    }

    Databases opened(Databases databases) {
        opened.add(databases);
        return databases;
    }

    String owner() {
        return owner;
    }

    /** The databases on the server that belong to this test, templates left out. */
    List<String> databases() throws SQLException {
        return names().stream().filter(name -> !name.contains("_template_")).toList();
    }

    List<String> templates() throws SQLException {
        return names().stream().filter(name -> name.contains("_template_")).toList();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect()) {
            execute(connection, sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Databases databases : opened) {
            databases.close();
        }
        for (String name : names()) {
            execute("drop database if exists " + name + " with (force)");
        }
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = postgres.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select datname from pg_database where starts_with(datname, ?) order by datname")) {
            query.setString(1, "wb_" + owner);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
