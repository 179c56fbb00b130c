package eventstore.given;

/**
 * What the caller of an append believes of the stream: the answer to "has anything changed since I looked?".
 * Versions count from 1 in each stream; a stream that is missing has version 0.
 */
public sealed interface ExpectedVersion {

    /** Whatever the stream's version is: the append is never refused. */
    record Any() implements ExpectedVersion {
        @Override
        public String toString() {
            return "any version";
        }
    }

    /** The stream must not exist yet: its version is exactly 0. */
    record NoStream() implements ExpectedVersion {
        @Override
        public String toString() {
            return "no stream";
        }
    }

    /** The stream must exist, at whatever version. */
    record StreamExists() implements ExpectedVersion {
        @Override
        public String toString() {
            return "a stream that exists";
        }
    }

    /**
     * The stream must be at this version, neither behind it nor ahead of it.
     *
     * @param version the version of the last event that the caller has seen, 1 or more
     */
    record Exactly(long version) implements ExpectedVersion {
        public Exactly {
            if (version < 1) {
                throw new IllegalArgumentException("an exact version is 1 or more, not " + version
                        + "; for a stream that must not exist yet, expect NoStream");
            }
        }

        @Override
        public String toString() {
            return "version " + version;
        }
    }

    static ExpectedVersion any() {
        return new Any();
    }

    static ExpectedVersion noStream() {
        return new NoStream();
    }

    static ExpectedVersion streamExists() {
        return new StreamExists();
    }

    /**
     * @param version the version that was read, 0 for a stream that had no event: 0 is the same as {@link NoStream}
     */
    static ExpectedVersion exactly(long version) {
        return version == 0 ? noStream() : new Exactly(version);
    }

    /**
     * The form in which an expectation travels to {@code append_to_stream}.
     *
     * @return null for any version, -1 for a stream that exists, else the exact version, where 0 is a missing stream
     */
    default Long asArgument() {
        return switch (this) {
            case Any any -> null;
            case NoStream noStream -> 0L;
            case StreamExists streamExists -> -1L;
            case Exactly exactly -> exactly.version();
        };
    }
}
