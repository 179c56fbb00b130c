package workbook.coach.offline;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.coach.UserException;

/**
 * A program of this machine.
 *
 * @param file what is started
 */
record Program(Path file) {

    private static final List<String> ENDINGS =
            File.separatorChar == '\\' ? List.of(".exe", ".cmd", ".bat") : List.of("");

    /** Looks for a program on the PATH. */
    static Optional<Program> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> ENDINGS.stream().map(ending -> Path.of(folder, name + ending)))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Program::new);
    }

    /**
     * Runs it; what it complains of is shown as it comes.
     *
     * @param folder where it runs
     * @param output where what it prints goes
     * @return its exit status
     */
    int run(Path folder, Redirect output, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        try {
            return builder.redirectError(Redirect.INHERIT)
                    .redirectOutput(output)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UserException("Can't start " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException(file.getFileName() + " was interrupted.");
        }
    }
}
