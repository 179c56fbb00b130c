package eventstore.given;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as the store holds it.
 *
 * @param streamId   the stream that it belongs to
 * @param version    its place in that stream, from 1, without gaps
 * @param id         the id that it came with
 * @param type       its name in the store
 * @param data       what happened, as JSON
 * @param metadata   what is known about it, as JSON
 * @param recordedAt when the store recorded it: the store's clock, not the business's
 */
public record RecordedEvent(
        String streamId, long version, UUID id, String type, String data, String metadata, Instant recordedAt) {}
