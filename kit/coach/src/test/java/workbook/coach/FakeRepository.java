package workbook.coach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository in a test's folder. */
public final class FakeRepository {

    private final Path folder;

    public FakeRepository(Path folder) {
        this.folder = folder;
        git("init", "--quiet");
    }

    /** Commits all that is there. */
    public void commit() {
        git("add", "--all");
        git(
                "-c",
                "user.name=Learner",
                "-c",
                "user.email=learner@example.org",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "--quiet",
                "--message=Work");
    }

    private void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
