package workbook.testing.database;

import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;

/** Databases that wait for a test. Of each module only those are kept that were made from the scripts as they are now. */
final class Stock {

    private final Function<Recipe, String> fingerprint;
    private final Consumer<TestDatabase> drop;
    private final Map<String, Deque<TestDatabase>> stacks = new ConcurrentHashMap<>();

    /**
     * @param fingerprint tells whether databases of two recipes are alike here
     * @param drop        takes those that are of no use any more
     */
    Stock(Function<Recipe, String> fingerprint, Consumer<TestDatabase> drop) {
        this.fingerprint = fingerprint;
        this.drop = drop;
    }

    /**
     * The databases for a recipe, as a stack: the one used last is the quickest. Those of the same module with other scripts
     * are dropped.
     */
    synchronized Deque<TestDatabase> of(Recipe recipe) {
        String module = recipe.module() + " ";
        String key = module + fingerprint.apply(recipe);
        if (!stacks.containsKey(key)) {
            stacks.entrySet().removeIf(each -> each.getKey().startsWith(module) && dropped(each.getValue()));
        }
        return stacks.computeIfAbsent(key, k -> new ConcurrentLinkedDeque<>());
    }

    /** Ends the connections of the other modules' databases: a server has only so many. */
    synchronized void disconnectOthers(String module) {
        stacks.forEach((key, databases) -> {
            if (!key.startsWith(module + " ")) {
                databases.forEach(TestDatabase::disconnect);
            }
        });
    }

    /** Drops them all. */
    synchronized void clear() {
        stacks.values().forEach(this::dropped);
        stacks.clear();
    }

    private boolean dropped(Deque<TestDatabase> stale) {
        stale.forEach(drop);
        return true;
    }
}
