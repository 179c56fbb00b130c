package workbook.testing.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a database is made of, apart from its rows: so that it can be told whether a test has changed more than rows.
 *
 * @param stamp     changes when anything is created, altered or dropped, and when statistics are gathered
 * @param empty     whether no table has ever had rows since it was created or truncated
 * @param deletes   statements that take rows away and leave the catalog as it is
 * @param truncates statements that do so where deleting will not do, for there are many rows, or triggers and rules, which
 *                  delete sets off; they change the stamp
 */
record Catalog(String stamp, boolean empty, List<String> deletes, List<String> truncates) {

    /**
     * Every change of a catalog row gives it another xmin. From 16384 on object ids are of what users made: so an index finds
     * these rows among the thousands of a new database.
     */
    private static final String QUERY = """
            with mine as (
                select oid, xmin from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
            ), relations as (
                select oid, xmin, relkind from pg_class where oid >= 16384 and relnamespace in (select oid from mine)
            ), filled as (
                select oid, oid::regclass::text as name,
                       pg_total_relation_size(oid) > 400000
                       or exists (select from pg_trigger where tgrelid = relations.oid)
                       or exists (select from pg_rewrite where ev_class = relations.oid) as at_once
                  from relations where relkind in ('r', 'p') and (relkind = 'p' or pg_relation_size(oid) > 0)
            ), changes (what) as (
                select 'schema ' || oid || ' ' || xmin from mine
                union all select 'relation ' || oid || ' ' || xmin from relations
                union all select 'column ' || attrelid || ' ' || attnum || ' ' || xmin from pg_attribute
                           where attrelid >= 16384 and attrelid in (select oid from relations)
                union all select 'default ' || oid || ' ' || xmin from pg_attrdef where oid >= 16384
                union all select 'constraint ' || oid || ' ' || xmin from pg_constraint where oid >= 16384
                union all select 'index ' || indexrelid || ' ' || xmin from pg_index
                           where indexrelid >= 16384 and indrelid in (select oid from relations)
                union all select 'trigger ' || oid || ' ' || xmin from pg_trigger where oid >= 16384
                union all select 'rule ' || oid || ' ' || xmin from pg_rewrite where oid >= 16384
                union all select 'function ' || oid || ' ' || xmin from pg_proc where oid >= 16384
                union all select 'type ' || oid || ' ' || xmin from pg_type
                           where oid >= 16384 and typnamespace in (select oid from mine)
                union all select 'policy ' || oid || ' ' || xmin from pg_policy
                union all select 'statistics ' || starelid || ' ' || staattnum || ' ' || xmin from pg_statistic
                           where starelid >= 16384 and starelid in (select oid from relations)
                union all select 'extension ' || oid || ' ' || xmin from pg_extension
                union all select 'setting ' || setrole || ' ' || s.xmin from pg_db_role_setting s
                            join pg_database d on d.oid = setdatabase where datname = current_database()
            )
            select md5(string_agg(what, ',' order by what)),
                   not exists (select from relations where relkind = 'r' and pg_relation_size(oid) > 0),
                   array(select 'delete from ' || name from filled where not at_once
                         union all select format('select setval(%L, %s, false)', seqrelid::regclass, seqstart) from pg_sequence
                                    where seqrelid in (select oid from relations)),
                   array(select 'truncate ' || string_agg(name, ', ') || ' cascade' from filled where at_once having count(*) > 0)
              from changes
            """;

    static Catalog of(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY); ResultSet row = statement.executeQuery()) {
            row.next();
            return new Catalog(row.getString(1), row.getBoolean(2), texts(row.getArray(3)), texts(row.getArray(4)));
        }
    }

    /**
     * Takes all rows away and lets sequences begin again.
     *
     * @return this, or the catalog as it is then
     */
    Catalog clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : truncates) {
                statement.execute(each);
            }
            for (String each : deletes) {
                statement.execute(each);
            }
        }
        return truncates.isEmpty() ? this : of(connection);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
