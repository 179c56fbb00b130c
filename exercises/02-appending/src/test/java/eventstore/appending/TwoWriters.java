package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static eventstore.given.ExpectedVersion.streamExists;

import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import workbook.testing.Duel;
import workbook.testing.Pending;
import workbook.testing.Session;
import workbook.testing.Sessions;

/** A and B append to one stream at once, in every way that they can meet. */
final class TwoWriters {

    /** How they meet. */
    enum Way {
        COMMITS("A commits when B has begun"),
        ROLLS_BACK("A rolls back when B has begun"),
        BETWEEN_LOOK_AND_WRITE("both have begun before either writes");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    /**
     * One meeting.
     *
     * @param version   that the stream is at before
     * @param sameBatch whether B sends the batch of A once more
     */
    record Meeting(long version, ExpectedVersion a, ExpectedVersion b, Way way, boolean sameBatch) {

        @Override
        public String toString() {
            return "a stream at version %d, A expects %s, B expects %s%s, %s".formatted(version, inWords(a), inWords(b),
                    sameBatch ? " and sends the batch of A again" : "", way.words);
        }

        private static String inWords(ExpectedVersion expected) {
            return switch (expected) {
                case ExpectedVersion.Any any -> "anything";
                case ExpectedVersion.NoStream noStream -> "no stream";
                case ExpectedVersion.StreamExists streamExists -> "a stream";
                case ExpectedVersion.Exactly exactly -> "version " + exactly.version();
            };
        }
    }

    /**
     * What came of a meeting.
     *
     * @param possible what both may be told: one after the other, in either order that the way of meeting allows
     */
    record Outcome(String toA, String toB, List<String> possible) {

        String toldBoth() {
            return toA + " / " + toB;
        }
    }

    private static final List<ExpectedVersion> ALL = List.of(any(), noStream(), streamExists(), exactly(2), exactly(9));

    private final EventStore store;
    private final Connection connection;
    private final Session a;
    private final Session b;
    private final Session gate;
    private int meetings;

    TwoWriters(EventStore store, Connection connection, Sessions sessions) throws SQLException {
        this.store = store;
        this.connection = connection;
        this.a = sessions.open("A");
        this.b = sessions.open("B");
        this.gate = sessions.open("gate");
        gate.run(c -> execute(c, """
                create or replace function event_time(stream text) returns timestamptz language plpgsql volatile as $$
                begin
                    perform pg_advisory_xact_lock_shared(pg_backend_pid());
                    return clock_timestamp();
                end;
                $$
                """));
    }

    /** All meetings; where somebody waits for the verdict, a dozen of them. */
    static List<Meeting> meetings() {
        return Duel.isShort() ? few() : all();
    }

    private static List<Meeting> few() {
        Way gate = Way.BETWEEN_LOOK_AND_WRITE;
        return List.of(new Meeting(0, any(), any(), gate, false), new Meeting(0, noStream(), any(), gate, false),
                new Meeting(0, any(), noStream(), gate, false), new Meeting(0, noStream(), noStream(), gate, false),
                new Meeting(2, any(), any(), gate, false), new Meeting(2, any(), exactly(2), gate, false),
                new Meeting(2, exactly(2), any(), gate, false), new Meeting(2, streamExists(), exactly(2), gate, false),
                new Meeting(0, noStream(), noStream(), Way.COMMITS, true),
                new Meeting(2, exactly(2), exactly(2), Way.COMMITS, true),
                new Meeting(0, noStream(), streamExists(), Way.ROLLS_BACK, false),
                new Meeting(2, any(), exactly(2), Way.ROLLS_BACK, false));
    }

    private static List<Meeting> all() {
        List<Meeting> all = new ArrayList<>(few());
        for (long version : List.of(0L, 2L)) {
            for (ExpectedVersion a : ALL) {
                for (ExpectedVersion b : ALL) {
                    for (Way way : Way.values()) {
                        all.add(new Meeting(version, a, b, way, false));
                    }
                }
            }
        }
        return all;
    }

    Outcome meet(Meeting meeting) throws SQLException {
        String stream = "cart-1 " + ++meetings;
        StoreModel model = new StoreModel();
        List<NewEvent> before = CartEvents.added((int) meeting.version());
        if (!before.isEmpty()) {
            store.append(connection, stream, any(), before);
            model.append(stream, any(), before);
        }
        List<NewEvent> batchOfA = CartEvents.added(2);
        List<NewEvent> batchOfB = meeting.sameBatch() ? batchOfA : CartEvents.added(1);
        boolean gated = meeting.way() == Way.BETWEEN_LOOK_AND_WRITE;
        if (gated) {
            closeTheGateTo(a);
            closeTheGateTo(b);
        } else {
            a.begin();
        }
        Pending<Long> first = a.start(c -> store.append(c, stream, meeting.a(), batchOfA)).settles();
        Pending<Long> second = b.start(c -> store.append(c, stream, meeting.b(), batchOfB)).settles();
        if (gated) {
            openTheGateTo(a);
            first.settles();
            openTheGateTo(b);
        }
        String toA = Outcomes.inWords(first::result);
        if (!gated) {
            if (meeting.way() == Way.COMMITS && toA.startsWith("version")) {
                a.commit();
            } else {
                a.rollback();
            }
        }
        String toB = Outcomes.inWords(second::result);
        return new Outcome(toA, toB, possible(meeting, stream, model, batchOfA, batchOfB));
    }

    /** An append asks for the time between its look and its write: there it waits. */
    private void closeTheGateTo(Session writer) {
        gate.run(c -> execute(c, "select pg_advisory_lock(" + writer.pid() + ")"));
    }

    private void openTheGateTo(Session writer) {
        gate.run(c -> execute(c, "select pg_advisory_unlock(" + writer.pid() + ")"));
    }

    private static List<String> possible(Meeting meeting, String stream, StoreModel before, List<NewEvent> batchOfA,
                                         List<NewEvent> batchOfB) {
        StoreModel aFirst = new StoreModel(before);
        String toA = aFirst.append(stream, meeting.a(), batchOfA);
        if (meeting.way() == Way.ROLLS_BACK) {
            return List.of(toA + " / " + new StoreModel(before).append(stream, meeting.b(), batchOfB));
        }
        String oneWay = toA + " / " + aFirst.append(stream, meeting.b(), batchOfB);
        if (meeting.way() == Way.COMMITS) {
            return List.of(oneWay);
        }
        StoreModel bFirst = new StoreModel(before);
        String toB = bFirst.append(stream, meeting.b(), batchOfB);
        return List.of(oneWay, bFirst.append(stream, meeting.a(), batchOfA) + " / " + toB);
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
