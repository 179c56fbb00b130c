// The event store in Java, as notebook 02 shows it: append and read, on the scripts in sql/.
//SOURCES workbook.jsh

/** What an append may expect of its stream; a whole number of 1 or more expects that version. */
Integer ANY = null;
Integer NO_STREAM = 0;
Integer STREAM_EXISTS = -1;

/** An event on its way into the store. The id is its own for good: a retry sends the same. */
record Event(UUID id, String type, String data) {

    @Override
    public String toString() {
        return type + " " + data;
    }
}

/** A new event; data is JSON. */
Event event(String type, String data) {
    return new Event(UUID.randomUUID(), type, data);
}

/** Appends a batch on a connection of yours, whole or not at all: one call, one round trip. Returns the new version. */
long append(Connection connection, String stream, Number expected, Event... events) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement("select append_to_stream(?, ?, ?, ?, ?::jsonb[], ?::jsonb[])")) {
        call.setString(1, stream);
        call.setObject(2, expected == null ? null : expected.longValue(), Types.BIGINT);
        call.setArray(3, connection.createArrayOf("uuid", Arrays.stream(events).map(Event::id).toArray()));
        call.setArray(4, connection.createArrayOf("text", Arrays.stream(events).map(Event::type).toArray()));
        call.setArray(5, connection.createArrayOf("text", Arrays.stream(events).map(Event::data).toArray()));
        call.setArray(6, connection.createArrayOf("text", Arrays.stream(events).map(event -> "{}").toArray()));
        try (ResultSet row = call.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

String inWords(Number expected) {
    return expected == null ? "any version" : switch (expected.intValue()) {
        case -1 -> "that it exists";
        case 0 -> "no stream";
        default -> "version " + expected;
    };
}

/** Appends on your own connection, and shows it. */
long append(String stream, Number expected, Event... events) throws SQLException {
    Page.code("append to " + stream + ", expecting " + inWords(expected) + Arrays.stream(events)
            .map(event -> "\n  " + event).collect(Collectors.joining()));
    long version = append(db, stream, expected, events);
    Page.result("now at version " + version);
    return version;
}

/** An event as the store holds it. */
record Recorded(long version, String type, String data) {
}

/** A stream's events from one version to another, both included, the oldest first. */
List<Recorded> read(Connection connection, String stream, long from, long to) throws SQLException {
    String sql = "select version, type, data from events where stream_id = ? and version between ? and ? order by version";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setString(1, stream);
        query.setLong(2, from);
        query.setLong(3, to);
        try (ResultSet rows = query.executeQuery()) {
            List<Recorded> events = new ArrayList<>();
            while (rows.next()) {
                events.add(new Recorded(rows.getLong(1), rows.getString(2), rows.getString(3)));
            }
            return events;
        }
    }
}

/** A whole stream. */
List<Recorded> read(String stream) throws SQLException {
    return read(db, stream, 1, Long.MAX_VALUE);
}
