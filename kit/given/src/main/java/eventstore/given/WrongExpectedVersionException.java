package eventstore.given;

/**
 * An append was refused, because the stream is not where its caller believed it to be. Nothing was written.
 * The caller can read the stream again and decide anew.
 */
public final class WrongExpectedVersionException extends RuntimeException {

    private final String streamId;
    private final ExpectedVersion expected;
    private final long actual;

    /**
     * @param streamId the stream
     * @param expected what the caller expected
     * @param actual   the stream's version when the append was refused; 0 for a missing stream
     */
    public WrongExpectedVersionException(String streamId, ExpectedVersion expected, long actual) {
        super("stream '" + streamId + "': "
                + inWords(expected, actual == 0 ? "does not exist" : "is at version " + actual));
        this.streamId = streamId;
        this.expected = expected;
        this.actual = actual;
    }

    public String streamId() {
        return streamId;
    }

    public ExpectedVersion expected() {
        return expected;
    }

    public long actual() {
        return actual;
    }

    private static String inWords(ExpectedVersion expected, String found) {
        return expected instanceof ExpectedVersion.Any
                ? "refused though any version would have done; it " + found
                : "expected " + expected + ", but it " + found;
    }
}
