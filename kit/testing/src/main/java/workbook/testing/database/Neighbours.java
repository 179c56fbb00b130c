package workbook.testing.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows that lie in a store before its test begins, and which the test is not about. The schema {@code neighbours} has a copy
 * of each table's: under the table's name, with the columns that count, the first of which tells whose row it is. They are as
 * they were when table and copy have the same rows for the same owners.
 */
public final class Neighbours {

    private static final String TABLES =
            """
            select t.oid::regclass::text, 'neighbours.' || quote_ident(copy.relname), quote_ident(copy.relname),
                   array_agg(quote_ident(has.attname) order by has.attnum)
              from pg_class copy
              join pg_class t on t.relname = copy.relname and t.relnamespace = current_schema()::regnamespace
              join pg_attribute has on has.attrelid = copy.oid and has.attnum > 0
              left join pg_attribute same on same.attrelid = t.oid and same.attname = has.attname
             where copy.relnamespace = to_regnamespace('neighbours')
             group by copy.oid, t.oid
            having bool_and(same.attname is not null)
             order by copy.oid
            """;

    /** A table in which neighbours have rows; all names are quoted as far as it is needed. */
    private record Table(String name, String copy, String view, String owner, String row) {

        /** Whether a row belongs to a neighbour. */
        String isTheirs() {
            return "(" + owner + " in (select " + owner + " from " + copy + ")) is true";
        }

        /** The rows that are not among those that were there before. */
        String newRows() {
            return "select * from " + name + " where (not (" + isTheirs() + ") or " + row + " not in (select " + row
                    + " from " + copy + "))";
        }

        /** For each owner whose rows are others, how many have gone and how many have come. */
        String differences() {
            String before = "select " + owner + "::text as owner, " + row + " as row from " + copy;
            String now =
                    "select " + owner + "::text as owner, " + row + " as row from " + name + " where " + isTheirs();
            return """
                    select '%s' as owned, owner,
                           count(*) filter (where gone) as gone, count(*) filter (where not gone) as come
                      from ((select true as gone, * from (%s) as b except all select true, * from (%s) as n)
                            union all
                            (select false, * from (%3$s) as n except all select false, * from (%2$s) as b)) as change
                     group by owner"""
                    .formatted(owner.replace("_id", ""), before, now);
        }
    }

    private final List<Table> tables;

    private Neighbours(List<Table> tables) {
        this.tables = tables;
    }

    /** The neighbours of a database; none, where its course or its module has none. */
    public static Neighbours in(Statement statement) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                String[] columns = (String[]) row.getArray(4).getArray();
                tables.add(new Table(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        columns[0],
                        "row(" + String.join(", ", columns) + ")::text"));
            }
        }
        return new Neighbours(tables);
    }

    /** What has happened to them since, in a sentence that names the first whose rows are others; empty when nothing has. */
    public Optional<String> whatHappened(Statement statement) throws SQLException {
        Set<String> owners = new LinkedHashSet<>();
        List<String> changes = new ArrayList<>();
        String first = "";
        for (Table table : tables) {
            try (ResultSet row = statement.executeQuery(table.differences() + " order by owner collate \"C\"")) {
                while (row.next()) {
                    String owner = "'" + row.getString("owner") + "'";
                    owners.add(owner);
                    first = first.isEmpty() ? "the " + row.getString("owned") + " " + owner : first;
                    if (first.endsWith(" " + owner)) {
                        changes.addAll(inWords(row.getInt("gone"), row.getInt("come"), table.name()));
                    }
                }
            }
        }
        if (owners.isEmpty()) {
            return Optional.empty();
        }
        String others = owners.size() == 1 ? "" : " and " + (owners.size() - 1) + " more";
        return Optional.of("your code changed " + first + others + ", which nobody asked it to touch: "
                + String.join(", ", changes));
    }

    private static List<String> inWords(int gone, int come, String table) {
        int changed = Math.min(gone, come);
        List<String> words = new ArrayList<>();
        if (changed > 0) {
            words.add(rows(changed) + " changed in " + table);
        }
        if (come > changed) {
            words.add(rows(come - changed) + " added to " + table);
        }
        if (gone > changed) {
            words.add(rows(gone - changed) + " deleted from " + table);
        }
        return words;
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    /**
     * A query on a table that leaves out the rows that were there before. Should a neighbour have another row by now, it comes
     * first.
     *
     * @param table its name, quoted as far as it is needed
     * @param order what the other rows are ordered by
     */
    String without(String table, String order) {
        return tables.stream()
                .filter(each -> each.name().equals(table))
                .findFirst()
                .map(each -> each.newRows() + " order by " + each.isTheirs() + " desc, " + order)
                .orElse("select * from " + table + " order by " + order);
    }

    /** Makes a session see the tables without those rows, by views of the same names that end with it. */
    public void hide(Statement statement) throws SQLException {
        for (Table table : tables) {
            statement.execute("create temp view " + table.view() + " as " + table.newRows());
        }
    }
}
