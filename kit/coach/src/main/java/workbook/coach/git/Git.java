package workbook.coach.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.coach.UserException;
import workbook.coach.files.Folders;

/** Runs git in one folder, and asks it for the folder's history; paths begin at that folder. */
public final class Git {

    private static final List<String> FROM_OUTSIDE =
            List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE");

    /**
     * What a command came to.
     *
     * @param output what it printed, with LF line ends
     * @param error  what it complained of
     */
    public record Said(int status, String output, String error) {}

    private final Path folder;
    private final String program;
    private final Optional<Path> index;

    private Git(Path folder, String program, Optional<Path> index) {
        this.folder = folder;
        this.program = program;
        this.index = index;
    }

    /** The git on the PATH, in a folder, with the repository's own index. */
    public static Git in(Path folder) {
        return in(folder, "git");
    }

    /** As {@link #in(Path)}, with another program in the place of git. */
    public static Git in(Path folder, String program) {
        return new Git(folder, program, Optional.empty());
    }

    /** The same git with another file in the place of the repository's index, which stays as it is. */
    public Git withIndex(Path file) {
        return new Git(folder, program, Optional.of(file));
    }

    /**
     * Runs a command that has to succeed.
     *
     * @return what it printed, without the last line end
     * @throws UserException when it fails, with its status and git's own words
     */
    public String run(String... arguments) {
        return feed("", arguments);
    }

    /** As {@link #run}, with a text that the command reads from its standard input. */
    public String feed(String input, String... arguments) {
        Said said = ask(input, arguments);
        if (said.status() != 0) {
            String words = said.error().isBlank() ? said.output().strip() : said.error();
            throw new UserException("git " + arguments[0] + " failed with status " + said.status() + ": " + words);
        }
        return said.output().stripTrailing();
    }

    /** Whether a command succeeds. */
    public boolean holds(String... arguments) {
        return ask("", arguments).status() == 0;
    }

    /**
     * The commits that touched a file, the newest first.
     *
     * @throws UserException when git refuses this folder
     */
    public List<String> commits(String path) {
        return run("log", "--format=%H", "--full-history", "--", path).lines().toList();
    }

    /**
     * A file's text as a commit has it; empty when it has none.
     *
     * @throws UserException when git refuses this folder
     */
    public Optional<String> show(String commit, String path) {
        Said said = ask("", "show", commit + ":./" + path);
        if (said.status() == 0) {
            return Optional.of(said.output());
        }
        run("rev-parse", "--is-inside-work-tree"); // else it is not the file that git lacks
        return Optional.empty();
    }

    /** Runs a command and tells what came of it, whatever it was. */
    public Said ask(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--no-optional-locks"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeAll(FROM_OUTSIDE);
        index.ifPresent(file -> builder.environment().put("GIT_INDEX_FILE", file.toString()));
        try {
            return talk(builder, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("git was interrupted.");
        }
    }

    private static Said talk(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path error = Files.createTempFile("workbook-git", ".err");
        try {
            Process process = start(builder.redirectError(error.toFile()));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(
                    process.waitFor(),
                    output.replace("\r\n", "\n"),
                    Folders.read(error).strip());
        } finally {
            Files.deleteIfExists(error);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UserException(
                    "There is no git on the PATH: install it, for example from https://git-scm.com, and run the "
                            + "command again.");
        }
    }
}
