package workbook.coach.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.coach.Trouble;
import workbook.coach.build.Folders;

/** Runs git in one folder. */
final class Git {

    private static final List<String> FROM_OUTSIDE = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE");

    /**
     * What a command came to.
     *
     * @param output what it printed, without the last line end
     * @param error  what it complained of
     */
    record Said(int status, String output, String error) {
    }

    private final Path folder;
    private final Optional<Path> index;

    private Git(Path folder, Optional<Path> index) {
        this.folder = folder;
        this.index = index;
    }

    /** Git in a folder, with the repository's own index. */
    static Git in(Path folder) {
        return new Git(folder, Optional.empty());
    }

    /** The same git with another file in the place of the repository's index, which stays as it is. */
    Git withIndex(Path file) {
        return new Git(folder, Optional.of(file));
    }

    /**
     * Runs a command that has to succeed.
     *
     * @return what it printed, without the last line end
     * @throws Trouble when it fails, with git's own words
     */
    String run(String... arguments) {
        return feed("", arguments);
    }

    /** As {@link #run}, with a text that the command reads from its standard input. */
    String feed(String input, String... arguments) {
        Said said = ask(input, arguments);
        if (said.status() != 0) {
            throw new Trouble("git " + arguments[0] + " failed: " + (said.error().isBlank() ? said.output() : said.error()));
        }
        return said.output();
    }

    /** Whether a command succeeds. */
    boolean holds(String... arguments) {
        return ask("", arguments).status() == 0;
    }

    /** Runs a command and tells what came of it, whatever it was. */
    Said ask(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
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
            throw new Trouble("git was interrupted.");
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
            return new Said(process.waitFor(), output.stripTrailing(), Folders.read(error).strip());
        } finally {
            Files.deleteIfExists(error);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Trouble("There is no git on the PATH: install it, for example from https://git-scm.com, and run the "
                    + "command again.");
        }
    }
}
