package eventstore.given;

import java.util.Objects;
import java.util.UUID;

/**
 * An event on its way into the store.
 *
 * @param id       identifies the event for good: a retry sends the same id again
 * @param type     the event's name in the store, such as {@code ProductItemAdded}
 * @param data     what happened, as JSON
 * @param metadata what is known about it, such as who caused it, as JSON; {@code {}} when nothing is
 */
public record NewEvent(UUID id, String type, String data, String metadata) {

    public NewEvent {
        Objects.requireNonNull(id, "an event needs an id");
    }

    /** An event with a new random id and no metadata. */
    public static NewEvent of(String type, String data) {
        return new NewEvent(UUID.randomUUID(), type, data, "{}");
    }
}
