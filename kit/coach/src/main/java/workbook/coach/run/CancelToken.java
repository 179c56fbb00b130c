package workbook.coach.run;

/**
 * Ends a run that nobody wants any more. Whoever asks for a run makes one and hands it to all that the run does; once it is
 * canceled, it stays so.
 */
public final class CancelToken {

    private boolean canceled;
    private Runnable action = () -> {};

    /** Ends what is under way, and keeps what follows from beginning. May be called by any thread, more than once. */
    public void cancel() {
        Runnable now;
        synchronized (this) {
            if (canceled) {
                return;
            }
            canceled = true;
            now = action;
        }
        now.run();
    }

    public synchronized boolean isCanceled() {
        return canceled;
    }

    /** Says how to end what begins now; done at once where it is canceled already. */
    void whenCanceled(Runnable end) {
        synchronized (this) {
            action = end;
            if (!canceled) {
                return;
            }
        }
        end.run();
    }
}
