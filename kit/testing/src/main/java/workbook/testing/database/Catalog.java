package workbook.testing.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a database is made of, apart from its rows: so that it can be told whether a test has changed more than rows.
 *
 * @param stamp     changes when anything is created, altered or dropped, and when statistics are gathered
 * @param empty     whether no table has rows
 * @param tables    the tables, quoted where they must be
 * @param sequences the sequences, likewise
 */
record Catalog(String stamp, boolean empty, List<String> tables, List<String> sequences) {

    /** Every change of a catalog row gives it another xmin. */
    private static final String QUERY = """
            with mine as (
                select oid, xmin from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
            ), relations as (
                select c.oid, c.xmin, c.relkind from pg_class c where relnamespace in (select oid from mine)
            ), changes (what) as (
                select 'schema ' || oid || ' ' || xmin from mine
                union all select 'relation ' || oid || ' ' || xmin from relations
                union all select 'column ' || attrelid || ' ' || attnum || ' ' || xmin from pg_attribute
                           where attrelid in (select oid from relations)
                union all select 'default ' || oid || ' ' || xmin from pg_attrdef where adrelid in (select oid from relations)
                union all select 'constraint ' || oid || ' ' || xmin from pg_constraint
                           where connamespace in (select oid from mine)
                union all select 'index ' || indexrelid || ' ' || xmin from pg_index
                           where indrelid in (select oid from relations)
                union all select 'trigger ' || oid || ' ' || xmin from pg_trigger
                           where tgrelid in (select oid from relations)
                union all select 'rule ' || oid || ' ' || xmin from pg_rewrite where ev_class in (select oid from relations)
                union all select 'function ' || oid || ' ' || xmin from pg_proc where pronamespace in (select oid from mine)
                union all select 'type ' || oid || ' ' || xmin from pg_type where typnamespace in (select oid from mine)
                union all select 'policy ' || oid || ' ' || xmin from pg_policy where polrelid in (select oid from relations)
                union all select 'statistics ' || starelid || ' ' || staattnum || ' ' || xmin from pg_statistic
                           where starelid in (select oid from relations)
                union all select 'extension ' || oid || ' ' || xmin from pg_extension
                union all select 'setting ' || setrole || ' ' || s.xmin from pg_db_role_setting s
                            join pg_database d on d.oid = setdatabase where datname = current_database()
            )
            select md5(string_agg(what, ',' order by what)),
                   not exists (select from relations where relkind in ('r', 'p') and pg_relation_size(oid) > 0),
                   array(select oid::regclass::text from relations where relkind in ('r', 'p') order by 1),
                   array(select oid::regclass::text from relations where relkind = 'S' order by 1)
              from changes
            """;

    static Catalog of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new Catalog(row.getString(1), row.getBoolean(2), texts(row.getArray(3)), texts(row.getArray(4)));
        }
    }

    /** Takes all rows away and lets sequences begin again. */
    void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!tables.isEmpty()) {
                statement.execute("truncate table " + String.join(", ", tables) + " restart identity cascade");
            }
            for (String sequence : sequences) {
                statement.execute("alter sequence " + sequence + " restart");
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
