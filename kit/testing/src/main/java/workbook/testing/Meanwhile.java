package workbook.testing;

import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Somebody else gets in between: a call is made again and again, and each time another session does something before another
 * one of the statements that the call sends, until there is none left. So a second look at something that was looked at before,
 * a check on another snapshot, a version read afterwards, all show. Nothing depends on a clock: {@link Wire} holds the call
 * where it is about to send, and whether the other session waits is asked of PostgreSQL.
 */
public final class Meanwhile {

    /** A call, what happens meanwhile, and what must hold whichever came first. */
    public interface Encounter {

        /**
         * The call. It is given a number that no other call of this test had, for streams of its own.
         *
         * @param connection in autocommit
         */
        Object call(int number, Connection connection) throws Exception;

        /** What the other session does. It is given the same number. */
        Object meanwhile(int number, Connection connection) throws Exception;

        /** Both have ended. */
        void check(int number, Ending call, Ending meanwhile) throws Exception;
    }

    /**
     * How something ended.
     *
     * @param value  what it gave; null when it failed
     * @param thrown what it threw; null when it ended well
     */
    public record Ending(Object value, Throwable thrown) {

        static Ending of(Pending<?> step) {
            Throwable thrown = step.failure();
            return new Ending(thrown == null ? step.result() : null, thrown);
        }
    }

    private Meanwhile() {}

    /**
     * Lets the other session in before each of the call's statements in turn.
     *
     * @param wire where the call is made
     * @return how many statements the call sends: so often somebody came in between
     */
    public static int everywhere(Wire wire, Sessions sessions, Encounter encounter) throws Exception {
        Session other = sessions.open("the other one");
        for (int place = 1; ; place++) {
            int number = place;
            AtomicReference<Pending<?>> others = new AtomicReference<>();
            AtomicReference<Ending> ending = new AtomicReference<>();
            wire.during(
                    connection -> {
                        ending.set(endingOf(() -> encounter.call(number, connection)));
                        return null;
                    },
                    roundTrip -> {
                        if (roundTrip == number) {
                            others.set(other.start(connection -> encounter.meanwhile(number, connection))
                                    .settles());
                        }
                    });
            if (others.get() == null) {
                return place - 1;
            }
            encounter.check(number, ending.get(), Ending.of(others.get()));
        }
    }

    private static Ending endingOf(Callable<?> call) {
        try {
            return new Ending(call.call(), null);
        } catch (Throwable thrown) {
            return new Ending(null, thrown);
        }
    }
}
