package workbook.coach.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.coach.Trouble;

/** The history of the clone, by way of the git on the PATH. */
public final class Git {

    private final Path folder;
    private final String program;

    /** @param folder the clone; paths begin there */
    public Git(Path folder) {
        this(folder, "git");
    }

    Git(Path folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    /** The commits that touched a file, the newest first; empty outside of a repository. */
    List<String> commits(String path) {
        return run("log", "--format=%H", "--full-history", "--", path).stream().flatMap(String::lines).toList();
    }

    /** A file's text as a commit has it, with LF line ends; empty when it has none. */
    Optional<String> show(String commit, String path) {
        return run("show", commit + ":./" + path).map(text -> text.replace("\r\n", "\n"));
    }

    private Optional<String> run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new Trouble("There is no git on the PATH, and the stub is taken from the clone's history: install git, or "
                    + "copy the file from a fresh clone.");
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
