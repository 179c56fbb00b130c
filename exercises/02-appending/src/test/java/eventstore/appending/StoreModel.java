package eventstore.appending;

import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What an event store has to do, in a few lines of plain Java: no database, no transaction, nobody else. */
final class StoreModel {

    private final Map<String, List<NewEvent>> streams = new TreeMap<>();

    StoreModel() {
    }

    /** A copy, to go back to when a transaction is rolled back. */
    StoreModel(StoreModel other) {
        other.streams.forEach((id, events) -> streams.put(id, new ArrayList<>(events)));
    }

    List<NewEvent> events(String streamId) {
        return streams.getOrDefault(streamId, List.of());
    }

    long version(String streamId) {
        return events(streamId).size();
    }

    /** @return the answer in words */
    String append(String streamId, ExpectedVersion expected, List<NewEvent> batch) {
        if (batch.isEmpty()) {
            return "refused: the batch is empty";
        }
        long actual = version(streamId);
        if (!holds(expected, actual)) {
            return isRetry(streamId, expected, batch)
                    ? "version " + (expected.asArgument() + batch.size())
                    : "refused: it is at version " + actual;
        }
        streams.computeIfAbsent(streamId, id -> new ArrayList<>()).addAll(batch);
        return "version " + version(streamId);
    }

    private static boolean holds(ExpectedVersion expected, long actual) {
        return switch (expected) {
            case ExpectedVersion.Any any -> true;
            case ExpectedVersion.NoStream noStream -> actual == 0;
            case ExpectedVersion.StreamExists streamExists -> actual > 0;
            case ExpectedVersion.Exactly exactly -> actual == exactly.version();
        };
    }

    /** The events right behind the expected version have the ids of the batch, in its order. */
    private boolean isRetry(String streamId, ExpectedVersion expected, List<NewEvent> batch) {
        long from = expected.asArgument();
        return from >= 0 && from + batch.size() <= version(streamId)
                && ids(events(streamId).subList((int) from, (int) from + batch.size())).equals(ids(batch));
    }

    private static List<UUID> ids(List<NewEvent> events) {
        return events.stream().map(NewEvent::id).toList();
    }
}
