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
 * @param begins    whether no rows are there but {@link Neighbours}, and no table has ever had others
 * @param moment    the next transaction's id: what is written from now on has this one or a later one
 * @param unmoved   a condition that holds as long as no row of a neighbour was written again, and none has come, since the
 *                  moment of which {@code made.age} is the age; where it does not hold, they may still be as they were
 * @param clears    statements that take all rows away but the neighbours'
 * @param alters    whether these change the stamp: where there are many rows, or triggers and rules, which a delete would set
 *                  off, the table is truncated, and the neighbours' rows are put back
 * @param sequences statements that set sequences to where they stand
 */
record Catalog(
        String stamp,
        boolean begins,
        String moment,
        String unmoved,
        List<String> clears,
        boolean alters,
        List<String> sequences) {

    /**
     * Every change of a catalog row gives it another xmin. From 16384 on object ids are of what users made: so an index finds
     * these rows among the thousands of a new database. A row of a table has its writer's transaction id, which tells what was
     * written later than now.
     */
    private static final String QUERY =
            """
            with mine as (
                select oid, xmin from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
            ), relations as (
                select oid, xmin, relname, relkind, relispartition, relnamespace
                  from pg_class where oid >= 16384 and relnamespace in (select oid from mine)
            ), copies as (
                select t.oid as of, 'neighbours.' || quote_ident(copy.relname) as copy,
                       (select array_agg(quote_ident(attname) order by attnum) from pg_attribute
                         where attrelid = copy.oid and attnum > 0) as columns
                  from relations copy join relations t on t.relname = copy.relname and t.relkind in ('r', 'p')
                 where copy.relnamespace = to_regnamespace('neighbours')
                   and t.relnamespace = current_schema()::regnamespace
            ), filled as (
                select oid, oid::regclass::text as name, copy, columns[1] as owner, array_to_string(columns, ', ') as columns,
                       pg_total_relation_size(oid) > 400000
                       or exists (select from pg_trigger where tgrelid = relations.oid)
                       or exists (select from pg_rewrite where ev_class = relations.oid) as at_once
                  from relations left join copies on of = oid
                 where relkind in ('r', 'p') and not relispartition and (relkind = 'p' or pg_relation_size(oid) > 0)
                   and relnamespace is distinct from to_regnamespace('neighbours')
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
                   not exists (select from relations where relkind = 'r' and pg_relation_size(oid) > 0
                                  and coalesce(pg_partition_root(oid), oid) not in (select of from copies)
                                  and relnamespace is distinct from to_regnamespace('neighbours')),
                   pg_snapshot_xmax(pg_current_snapshot())::xid::text,
                   coalesce((select string_agg(format(
                           '(select sum(case when age(xmin) > made.age then 1 when %s in (select %1$s from %s) then -1 end)'
                           || ' from %s) = (select count(*) from %2$s)', owner, copy, name), ' and ' order by oid)
                       from filled where copy is not null), 'true'),
                   array(select sql from (
                           select 1 as nth, 0 as oid, 'truncate ' || string_agg(name, ', ') || ' cascade' as sql
                             from filled where at_once having count(*) > 0
                           union all
                           select 2, oid, 'delete from ' || name
                                          || case when copy is null then ''
                                                  else format(' where (%s in (select %1$s from %s)) is not true', owner, copy) end
                             from filled where not at_once
                           union all
                           select 3, oid, format('insert into %s (%s) select %2$s from %s order by 1, 2', name, columns, copy)
                             from filled where at_once and copy is not null) as clears order by nth, oid),
                   exists (select from filled where at_once),
                   array(select format('select setval(%L, %s, %L)', seqrelid::regclass,
                                       coalesce(pg_sequence_last_value(seqrelid), seqstart),
                                       pg_sequence_last_value(seqrelid) is not null)
                           from pg_sequence where seqrelid in (select oid from relations))
              from changes
            """;

    static Catalog of(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Catalog(
                    row.getString(1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getString(4),
                    texts(row.getArray(5)),
                    row.getBoolean(6),
                    texts(row.getArray(7)));
        }
    }

    /**
     * Takes all rows away but the neighbours', and sets sequences back.
     *
     * @param made the catalog when the database was made
     * @return the catalog as it is then
     */
    Catalog clear(Connection connection, Catalog made) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : clears) {
                statement.execute(each);
            }
            for (String each : made.sequences) {
                statement.execute(each);
            }
        }
        Catalog then = alters ? of(connection) : this;
        return new Catalog(
                then.stamp, made.begins, then.moment, then.unmoved, then.clears, then.alters, made.sequences);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
