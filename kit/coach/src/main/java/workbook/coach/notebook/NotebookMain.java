package workbook.coach.notebook;

import java.nio.file.Path;
import workbook.testing.postgres.Postgres;
import workbook.testing.postgres.PostgresLadder;
import workbook.testing.postgres.PostgresUnavailableException;

/** Runs one notebook in a JVM of its own. Exit status: 0 it came to its end, 1 it stopped, with the reason on standard error. */
public final class NotebookMain {

    private NotebookMain() {}

    /** @param args the clone's folder and the notebook's file */
    public static void main(String[] args) {
        System.exit(run(Path.of(args[0]), Notebook.read(Path.of(args[1]))));
    }

    /** Runs a notebook in this JVM, on the PostgreSQL of the ladder. */
    public static int run(Path home, Notebook notebook) {
        try (NotebookRun run = new NotebookRun(home)) {
            if (notebook.wantsPostgres()) {
                System.setProperty(PostgresLadder.PROPERTY, url(PostgresLadder.climb(home, PostgresLadder.setting())));
            }
            run.run(notebook);
            return 0;
        } catch (NotebookStoppedException | PostgresUnavailableException e) {
            System.out.flush();
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static String url(Postgres postgres) {
        return postgres.user() == null
                ? postgres.url()
                : postgres.url() + (postgres.url().contains("?") ? "&" : "?") + "user=" + postgres.user() + "&password="
                        + postgres.password();
    }
}
