package workbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Those who have nothing to do with a call, and so must not wait for it: somebody who appends to another stream, somebody who
 * reads. A call is made in a transaction that stays open, so it holds whatever it locks, and the others try to get by.
 */
public final class Bystanders {

    private final Sessions sessions;
    private final Map<String, Work<?>> others = new LinkedHashMap<>();

    /** @param sessions of the test's database */
    public Bystanders(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * One more who must not wait.
     *
     * @param who in words, such as {@code an append to another cart}
     */
    public Bystanders and(String who, Work<?> work) {
        others.put(who, work);
        return this;
    }

    /**
     * Makes the call, lets all the others try while its transaction is open, and rolls everything back.
     *
     * @param call   what locks, in words, such as {@code an append to cart-1}
     * @throws AssertionError when one of the others waits or fails, with who it is
     */
    public void goOnDuring(String call, Work<?> work) {
        Session busy = sessions.open("A");
        busy.begin();
        busy.run(work);
        others.forEach((who, other) -> {
            Session session = sessions.open("B");
            session.begin();
            Pending<?> step = session.start(other).settles();
            assertThat(step.isDone())
                    .as("%s should not have to wait for %s, which has nothing to do with it", who, call)
                    .isTrue();
            assertThat(step.failure())
                    .as("%s, while %s is not yet committed", who, call)
                    .isNull();
            session.rollback();
        });
        busy.rollback();
    }
}
