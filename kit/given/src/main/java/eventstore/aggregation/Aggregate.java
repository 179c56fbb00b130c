package eventstore.aggregation;

/**
 * What the events of a stream amount to, and how far they were read.
 *
 * @param state   the state after the last event that was read
 * @param version that event's version, 0 when there was none
 */
public record Aggregate<S>(S state, long version) {}
