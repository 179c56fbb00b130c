package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

@EventStoreTest("90-cart")
@DisplayName("A schedule of sessions")
class SessionsTest {

    private static final String INSERT = "insert into streams values ('cart-1', 1)";

    @Test
    @DisplayName("B waits for A, and goes on when A commits")
    void blocked(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        a.begin();
        a.run(change(INSERT));

        Pending<Integer> second = b.start(change(INSERT + " on conflict do nothing"));

        second.isBlockedBy(a);
        assertThat(second.isDone()).isFalse();
        a.commit();
        assertThat(second.result()).as("rows that B inserted").isZero();
        assertThat(second.isDone()).isTrue();
    }

    @Test
    @DisplayName("A rolls back: nothing of its work is there, and B's is")
    void rolledBack(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        a.begin();
        a.run(change(INSERT));
        Pending<Integer> second = b.start(change(INSERT)).isBlockedBy(a);

        a.rollback();

        assertThat(second.result()).isEqualTo(1);
        assertThat(a.run(change("update streams set version = 2")))
                .as("A is in autocommit again")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("in a queue of three, C waits for B and A")
    void queue(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        Session c = sessions.open("C");
        a.begin();
        a.run(change("lock table streams"));
        b.begin();
        Pending<Integer> second = b.start(change("lock table streams")).isBlockedBy(a);
        Pending<Integer> third = c.start(change(INSERT)).isBlockedBy(a).isBlockedBy(b);

        a.commit();
        second.result();
        third.isBlockedBy(b);
        b.commit();

        assertThat(third.result()).isEqualTo(1);
    }

    @Test
    @DisplayName("B went on though it should wait: the message says with what")
    void wentOn(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        assertThatThrownBy(() -> b.start(change(INSERT)).isBlockedBy(a))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("session B should wait for session A, but it went on: it succeeded with 1");
        assertThatThrownBy(() -> b.start(change(INSERT)).isBlockedBy(a))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("session B should wait for session A, but it went on: it failed with")
                .hasMessageContaining("duplicate key");
    }

    @Test
    @DisplayName("B waits for somebody else: the message says so")
    void waitsForAnother(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        Session c = sessions.open("C");
        c.begin();
        c.run(change(INSERT));

        assertThatThrownBy(() -> b.start(change(INSERT)).isBlockedBy(a))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("session B waits, but not for session A");
        c.rollback();
    }

    @Test
    @DisplayName("a step that fails can be asked for its error; the wrong kind, or none, is a failure in words")
    void failsWith(Sessions sessions) {
        Session a = sessions.open("A");
        a.run(change(INSERT));

        PSQLException refused = a.start(change(INSERT)).failsWith(PSQLException.class);
        assertThat(refused.getSQLState()).isEqualTo("23505");

        assertThatThrownBy(() -> a.start(change(INSERT)).failsWith(IllegalStateException.class))
                .hasMessageContaining("session A should be told with IllegalStateException, but it failed with");
        assertThatThrownBy(() -> a.start(change("delete from streams")).failsWith(PSQLException.class))
                .hasMessageContaining("session A should be told with PSQLException, but it succeeded with 1");
        assertThat(a.start(change(INSERT)).failure()).isNull();
    }

    @Test
    @DisplayName("what a step throws is thrown to the test as it is, checked or not")
    void thrownAsItIs(Sessions sessions) {
        Session a = sessions.open("A");

        assertThatThrownBy(() -> a.run(change("selekt"))).isInstanceOf(PSQLException.class);
        assertThatThrownBy(() -> a.run(connection -> {
                    throw new IllegalStateException("of the learner");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the learner");
        assertThat(a.run(change(INSERT))).as("the session is still good").isEqualTo(1);
    }

    @Test
    @DisplayName("a step settles when it has ended and when it waits, whichever comes")
    void settles(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        a.begin();

        assertThat(a.start(change(INSERT)).settles().isDone()).isTrue();
        Pending<Integer> waiting = b.start(change(INSERT)).settles();
        assertThat(waiting.isDone()).isFalse();

        a.rollback();
        assertThat(waiting.settles().isDone()).isTrue();
    }

    @Test
    @DisplayName("the steps of one session are done one after the other, in the order in which they were begun")
    void inOrder(Sessions sessions) {
        Session a = sessions.open("A");
        CountDownLatch held = new CountDownLatch(1);
        Pending<Boolean> first = a.start(connection -> {
            held.await();
            return connection.getAutoCommit();
        });
        Pending<Integer> second = a.start(change(INSERT));

        assertThat(first.isDone()).isFalse();
        assertThat(second.isDone()).isFalse();
        held.countDown();

        assertThat(second.result()).isEqualTo(1);
        assertThat(first.isDone()).isTrue();
    }

    @Test
    @DisplayName("A is killed: its work is undone, B goes on, and A's connection is dead")
    void killed(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");
        a.begin();
        a.run(change(INSERT));
        Pending<Integer> second = b.start(change(INSERT)).isBlockedBy(a);

        sessions.kill(a);

        assertThat(second.result()).isEqualTo(1);
        a.start(change("select 1")).failsWith(SQLException.class);
    }

    @Test
    @DisplayName("each session is one of its own, as the server sees it")
    void processIds(Sessions sessions) {
        Session a = sessions.open("A");
        Session b = sessions.open("B");

        assertThat(a.pid()).isNotEqualTo(b.pid());
        assertThat(a).hasToString("A");
    }

    private static Work<Integer> change(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return statement.getUpdateCount();
            }
        };
    }
}
