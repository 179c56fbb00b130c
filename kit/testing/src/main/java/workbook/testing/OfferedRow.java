package workbook.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A row that a table is offered, to see whether it is taken. Its values are written in SQL. See {@link TablePromises}. */
public final class OfferedRow {

    private final TablePromises promises;
    private final String table;
    private final Map<String, String> values;

    OfferedRow(TablePromises promises, String table, Map<String, String> values) {
        this.promises = promises;
        this.table = table;
        this.values = values;
    }

    /**
     * This row with another value.
     *
     * @param value in SQL, such as {@code 'cart-1'}; with its type where that is neither a number nor text, such as
     *              {@code jsonb '{}'}, so that it can be compared with what the table has of it
     */
    public OfferedRow with(String column, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(column, value);
        return new OfferedRow(promises, table, changed);
    }

    /** This row with a value left out. */
    public OfferedRow without(String column) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(column);
        return new OfferedRow(promises, table, changed);
    }

    /**
     * Asserts that the table takes it, and has it then as it was offered: nothing dropped, cut, or made into something else.
     * Values are compared as text, for whether a type is the right one is another question.
     */
    public void isTaken(String why) {
        promises.take(why, insert());
        String difference = promises.read(
                why,
                """
                select difference
                  from %s offered, lateral (
                       select string_agg(key || ' is ' || coalesce(to_jsonb(offered) ->> key, 'null'), ', ') as difference,
                              count(*) as differences
                         from jsonb_each_text(jsonb_build_object(%s))
                        where to_jsonb(offered) ->> key is distinct from value) compared
                 order by differences limit 1"""
                        .formatted(
                                table,
                                values.entrySet().stream()
                                        .map(each -> "'" + each.getKey() + "', " + each.getValue())
                                        .collect(Collectors.joining(", "))));
        if (difference != null) {
            throw new AssertionError(why + "\n  but after this: " + insert() + "\n  the table has no such row: "
                    + (difference.equals("no row") ? "it is empty" : "in the one that is most like it, " + difference));
        }
    }

    /** Asserts that the table refuses it, at once and not only at the commit. */
    public void isRefused(String why) {
        promises.refuse(why, insert());
    }

    /** Asserts that the table takes this row, and refuses it where null is in this column. It leaves no row. */
    public void needs(String column, String why) {
        promises.takeForAMoment(why, insert());
        with(column, "null").isRefused(why);
    }

    private String insert() {
        return "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                + String.join(", ", values.values()) + ")";
    }
}
