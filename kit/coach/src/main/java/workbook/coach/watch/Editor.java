package workbook.coach.watch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workbook.coach.report.Place;

/**
 * The learner's editor: {@code $VISUAL}, {@code $EDITOR}, or an IDE that is on the PATH.
 *
 * @param command    the program with its own arguments
 * @param inTerminal whether it takes over the terminal
 */
record Editor(List<String> command, boolean inTerminal) {

    private static final Set<String> PLUS_LINE = Set.of("vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "kak");
    private static final Set<String> GOTO = Set.of("code", "codium", "cursor");
    private static final Set<String> WITH_LINE = Set.of("idea", "idea64");
    private static final Set<String> WINDOWS_OF_THEIR_OWN = Set.of(
            "subl", "zed", "gvim", "gedit", "kate", "xed", "mate", "notepad", "notepad++", "eclipse", "netbeans");

    /** The first editor that there is. */
    static Optional<Editor> find(Map<String, String> environment) {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String value = environment.get(variable);
            if (value != null && !value.isBlank()) {
                List<String> command = Arrays.asList(value.strip().split("\\s+"));
                return Optional.of(new Editor(command, !hasWindow(program(command))));
            }
        }
        return List.of("idea", "code").stream()
                .filter(program -> onPath(program, environment.getOrDefault("PATH", "")))
                .findFirst()
                .map(program -> new Editor(List.of(program), false));
    }

    /** The whole command that opens a place. */
    List<String> open(Path home, Place place) {
        String file = home.resolve(place.file()).toString();
        String line = Integer.toString(Math.max(1, place.line()));
        List<String> whole = new ArrayList<>(command);
        if (PLUS_LINE.contains(program(command))) {
            whole.addAll(List.of("+" + line, file));
        } else if (GOTO.contains(program(command))) {
            whole.addAll(List.of("--goto", file + ":" + line));
        } else if (WITH_LINE.contains(program(command))) {
            whole.addAll(List.of("--line", line, file));
        } else {
            whole.add(file);
        }
        return whole;
    }

    /** Starts it; one that takes over the terminal is waited for. */
    void start(Path home, Place place) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(open(home, place));
        if (inTerminal) {
            builder.inheritIO().start().waitFor();
        } else {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    private static boolean hasWindow(String program) {
        return GOTO.contains(program) || WITH_LINE.contains(program) || WINDOWS_OF_THEIR_OWN.contains(program);
    }

    private static String program(List<String> command) {
        return Path.of(command.getFirst()).getFileName().toString();
    }

    private static boolean onPath(String program, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
