package eventstore.appending;

import static eventstore.given.ExpectedVersion.any;
import static eventstore.given.ExpectedVersion.exactly;
import static eventstore.given.ExpectedVersion.noStream;
import static eventstore.given.ExpectedVersion.streamExists;

import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.testing.Duel;
import workbook.testing.Heap;
import workbook.testing.SameJson;

/** Appends, retries, refusals, reads and transactions, hundreds of them, on streams whose names look alike. */
final class LongHistory implements Duel.Game<LongHistory.Step> {

    /** What a history is made of. Expectations are relative, so a step means the same in a shorter history. */
    sealed interface Step {
    }

    /** An append to a stream. */
    record Append(int stream, Expecting expecting, List<NewEvent> batch) implements Step {
        @Override
        public String toString() {
            return "append to " + name(stream) + ", expecting " + expecting.words + ": " + inShort(batch);
        }
    }

    /** The batch that was recorded last goes out once more, as it was or a little different. */
    record Again(Difference difference) implements Step {
        @Override
        public String toString() {
            return "append the last batch again, " + difference.words;
        }
    }

    /** Some appends in a transaction of the caller's. */
    record Together(List<Append> appends, boolean committed) implements Step {
        @Override
        public String toString() {
            return "in one transaction, " + (committed ? "committed" : "rolled back") + ": "
                    + appends.stream().map(Append::toString).collect(Collectors.joining("; then "));
        }
    }

    /** The newest events of a stream. */
    record Newest(int stream, int limit) implements Step {
        @Override
        public String toString() {
            return "read the " + limit + " newest events of " + name(stream);
        }
    }

    enum Expecting {
        ANYTHING("anything", version -> any()),
        THE_VERSION("the version that it is at", version -> exactly(version)),
        NO_STREAM("no stream", version -> noStream()),
        A_STREAM("a stream", version -> streamExists()),
        ONE_LESS("one version less than it is at", version -> exactly(Math.max(0, version - 1))),
        FIVE_MORE("five versions more than it is at", version -> exactly(version + 5));

        private final String words;
        private final Function<Long, ExpectedVersion> at;

        Expecting(String words, Function<Long, ExpectedVersion> at) {
            this.words = words;
            this.at = at;
        }
    }

    enum Difference {
        NONE("as it was"),
        REVERSED("in reverse"),
        LONGER("with one more event behind it"),
        WITHOUT_THE_FIRST("without its first event"),
        ONLY_THE_LAST_IS_THE_SAME("with other events in front of its last one"),
        LATER("expecting a version that the stream is not at"),
        ELSEWHERE("to another stream, which is not as expected"),
        THE_FIRST_EVENT("or rather the first event of its stream, expecting a stream: that is a new batch");

        private final String words;

        Difference(String words) {
            this.words = words;
        }
    }

    /** Look alike, and are not the same. In place of # comes the number of the history. */
    private static final List<String> NAMES = List.of("#cart-1", "#CART-1", "#cart-1 ", " #cart-1", "#cart_1", "#cart-%",
            "#cart-10", "#O'Brien's \"cart\" \\", "#" + "c".repeat(199) + "a", "#" + "c".repeat(199) + "b");
    private static final List<String> TYPES = List.of("ProductItemAdded", "Opened", "Noted ß 👟", "Confirmed");
    private static final List<String> DATA = List.of("{}", "{\"quantity\": 2, \"productId\": \"shoes\"}", "{\"note\": null}",
            "{\"big\": 123456789012345678901234567890.25}", "{\"text\": \"O'Brien \\\"Grüße\\\" \\\\ 👟\"}",
            "{\"items\": [{\"b\": 1, \"a\": []}, null, true]}");
    private static final List<String> METADATA = List.of("{}", "{\"by\": \"customer-7\"}", "{\"cause\": null}");

    private final EventStore store;
    private final Connection connection;
    private final boolean anIdMayComeTwice;

    LongHistory(EventStore store, Connection connection) throws SQLException {
        this.store = store;
        this.connection = connection;
        this.anIdMayComeTwice = !hasUniqueIds(connection);
    }

    /** A table may say that an event's id is unique in the whole store. That is another design, and a good one. */
    private static boolean hasUniqueIds(Connection connection) throws SQLException {
        String sql = """
                select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                                where i.indrelid = 'events'::regclass and i.indisunique and i.indnkeyatts = 1
                                  and a.attname = 'event_id')
                """;
        try (PreparedStatement query = connection.prepareStatement(sql); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String name(int stream) {
        String name = NAMES.get(stream).replace("#", "");
        return name.length() < 100 ? "'" + name + "'" : "'ccc..." + name.substring(name.length() - 2) + "' (200 characters)";
    }

    private static String inShort(List<NewEvent> batch) {
        String few = batch.stream().limit(4).map(event -> event.type() + " " + event.data()).collect(Collectors.joining(", "));
        return batch.size() + (batch.size() == 1 ? " event, " : " events, ") + few + (batch.size() > 4 ? ", ..." : "");
    }

    @Override
    public Step command(int step, Random random) {
        return switch (step % 6) {
            case 0 -> append(random, Expecting.THE_VERSION);
            case 3 -> new Append(step / 6 % NAMES.size(), Expecting.THE_VERSION, batch(random));
            case 1 -> new Again(Difference.values()[step / 6 % Difference.values().length]);
            case 2 -> append(random, Expecting.values()[step / 6 % Expecting.values().length]);
            case 4 -> new Together(List.of(append(random, Expecting.THE_VERSION), append(random, anyOf(Expecting.values(), random))),
                    step % 4 == 0);
            default -> new Newest(random.nextInt(NAMES.size()), 1 + random.nextInt(12));
        };
    }

    private static Append append(Random random, Expecting expecting) {
        return new Append(random.nextInt(3) == 0 ? random.nextInt(NAMES.size()) : 0, expecting, batch(random));
    }

    private static List<NewEvent> batch(Random random) {
        int size = random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(4);
        return IntStream.range(0, size).mapToObj(i -> event(random)).toList();
    }

    private static NewEvent event(Random random) {
        return new NewEvent(new UUID(random.nextLong(), random.nextLong()), TYPES.get(random.nextInt(TYPES.size())),
                DATA.get(random.nextInt(DATA.size())), METADATA.get(random.nextInt(METADATA.size())));
    }

    private static <E> E anyOf(E[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    @Override
    public Duel.History<Step> begin(int number) {
        return new Played(number);
    }

    /** A batch that was recorded, and what its caller expected. */
    private record Sent(int stream, ExpectedVersion expected, List<NewEvent> batch) {
    }

    private final class Played implements Duel.History<Step> {

        private final int number;
        private StoreModel model = new StoreModel();
        private Sent last;

        Played(int number) {
            this.number = number;
        }

        private String id(int stream) {
            return NAMES.get(stream).replace("#", number + "");
        }

        @Override
        public Duel.Answers play(Step step) throws SQLException {
            return switch (step) {
                case Append append -> append(append);
                case Again again -> again(again.difference());
                case Together together -> together(together);
                case Newest newest -> newest(newest);
            };
        }

        private Duel.Answers append(Append append) throws SQLException {
            ExpectedVersion expected = append.expecting().at.apply(model.version(id(append.stream())));
            return append(append.stream(), expected, mine(append.batch()));
        }

        private Duel.Answers append(int stream, ExpectedVersion expected, List<NewEvent> batch) throws SQLException {
            String should = model.append(id(stream), expected, batch);
            if (should.startsWith("version") && expected.asArgument() != null && expected.asArgument() >= 0) {
                last = new Sent(stream, expected, batch);
            }
            return new Duel.Answers(should, Outcomes.inWords(() -> store.append(connection, id(stream), expected, batch)));
        }

        /** The same events with ids of this history's own. */
        private List<NewEvent> mine(List<NewEvent> events) {
            return events.stream().map(event -> new NewEvent(
                    new UUID(event.id().getMostSignificantBits() ^ number, event.id().getLeastSignificantBits()),
                    event.type(), event.data(), event.metadata())).toList();
        }

        private Duel.Answers again(Difference difference) throws SQLException {
            if (last == null || difference == Difference.THE_FIRST_EVENT && !anIdMayComeTwice) {
                return new Duel.Answers("nothing to send", "nothing to send");
            }
            Sent sent = last;
            List<NewEvent> batch = new ArrayList<>(sent.batch());
            ExpectedVersion wrong = exactly(model.version(id(sent.stream())) + 7);
            return switch (difference) {
                case NONE -> append(sent.stream(), sent.expected(), batch);
                case REVERSED -> append(sent.stream(), batch.size() > 1 ? sent.expected() : wrong, reversed(batch));
                case LONGER -> append(sent.stream(), sent.expected(), with(batch, stranger(batch)));
                case WITHOUT_THE_FIRST -> append(sent.stream(), batch.size() > 1 ? sent.expected() : wrong,
                        batch.size() > 1 ? batch.subList(1, batch.size()) : batch);
                case ONLY_THE_LAST_IS_THE_SAME -> append(sent.stream(), batch.size() > 1 ? sent.expected() : wrong,
                        strangersBefore(batch));
                case LATER -> append(sent.stream(), wrong, batch);
                case ELSEWHERE -> append((sent.stream() + 1) % NAMES.size(),
                        exactly(model.version(id((sent.stream() + 1) % NAMES.size())) + 3), batch);
                case THE_FIRST_EVENT -> append(sent.stream(), streamExists(), List.of(model.events(id(sent.stream())).getFirst()));
            };
        }

        private static List<NewEvent> reversed(List<NewEvent> batch) {
            Collections.reverse(batch);
            return batch;
        }

        private static List<NewEvent> with(List<NewEvent> batch, NewEvent more) {
            batch.add(more);
            return batch;
        }

        private static List<NewEvent> strangersBefore(List<NewEvent> batch) {
            return IntStream.range(0, batch.size())
                    .mapToObj(i -> i < batch.size() - 1 ? stranger(batch.subList(i, i + 1)) : batch.get(i)).toList();
        }

        /** An event that looks like the first of these, and is another one. */
        private static NewEvent stranger(List<NewEvent> batch) {
            NewEvent like = batch.getFirst();
            return new NewEvent(new UUID(like.id().getMostSignificantBits(), ~like.id().getLeastSignificantBits()), like.type(),
                    like.data(), like.metadata());
        }

        private Duel.Answers together(Together together) throws SQLException {
            StoreModel before = new StoreModel(model);
            Sent sentBefore = last;
            connection.setAutoCommit(false);
            Duel.Answers answers = new Duel.Answers("", "");
            for (Append append : together.appends()) {
                answers = append(append);
                if (!answers.model().equals(answers.code()) || answers.model().toString().startsWith("refused")) {
                    break;
                }
            }
            if (together.committed() && !answers.model().toString().startsWith("refused")) {
                connection.commit();
            } else {
                connection.rollback();
                model = before;
                last = sentBefore;
            }
            connection.setAutoCommit(true);
            return answers;
        }

        private Duel.Answers newest(Newest newest) throws SQLException {
            List<NewEvent> all = model.events(id(newest.stream()));
            List<Long> should = IntStream.range(0, Math.min(newest.limit(), all.size())).mapToObj(i -> (long) all.size() - i)
                    .toList();
            return new Duel.Answers(should, store.readBackwards(connection, id(newest.stream()), newest.limit()).stream()
                    .map(RecordedEvent::version).toList());
        }

        @Override
        public Duel.Answers readBack() throws SQLException {
            for (int stream = 0; stream < NAMES.size(); stream++) {
                Heap.scatter(connection, id(stream));
                Heap.backInTime(connection, id(stream));
                List<NewEvent> should = model.events(id(stream));
                List<RecordedEvent> was = store.readStream(connection, id(stream));
                for (int i = 0; i < Math.max(should.size(), was.size()); i++) {
                    String expected = i < should.size() ? described(i + 1, should.get(i)) : "no event";
                    String found = i < was.size() ? described(was.get(i)) : "no event";
                    if (!expected.equals(found)) {
                        return new Duel.Answers(name(stream) + ", event " + (i + 1) + ": " + expected, found);
                    }
                }
            }
            return new Duel.Answers("", "");
        }

        private static String described(long version, NewEvent event) {
            return "version %d, %s %s, metadata %s, id %s".formatted(version, event.type(), SameJson.of(event.data()),
                    SameJson.of(event.metadata()), event.id());
        }

        private static String described(RecordedEvent event) {
            return described(event.version(), new NewEvent(event.id(), event.type(), event.data(), event.metadata()));
        }
    }
}
