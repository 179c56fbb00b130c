package workbook.coach.author;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.notebook.Notebook;
import workbook.coach.notebook.NotebookMain;
import workbook.coach.notebook.NotebookOutput;
import workbook.testing.postgres.WorkbookHome;

/** Whether a module's notebook runs to its end and prints what was recorded. */
final class NotebookCheck {

    private static final int SECONDS = 120;

    private final Course course;
    private final Module module;
    private final Path file;

    NotebookCheck(Course course, Module module) {
        this.course = course;
        this.module = module;
        this.file = Notebook.fileOf(course, module);
    }

    /** Runs the notebook and compares. */
    List<String> findings() {
        if (!Files.exists(file)) {
            return List.of(name(file) + " is missing");
        }
        try {
            List<String> findings = otherVersions(Notebook.read(file));
            String printed = NotebookOutput.masked(printed());
            if (!Files.exists(recorded())) {
                findings.add(name(recorded()) + " is missing; author check --update-notebooks writes it");
            } else {
                NotebookOutput.difference(Folders.read(recorded()), printed)
                        .ifPresent(difference -> findings.add(name(recorded()) + ", " + difference
                                + "; author check --update-notebooks writes what is printed"));
            }
            return findings;
        } catch (Failed | UncheckedIOException e) {
            return List.of(e.getMessage());
        }
    }

    /** Runs the notebook and writes what it prints as what is expected; one that fails is left to the check. */
    void record() {
        try {
            if (Files.exists(file)) {
                Folders.write(recorded(), NotebookOutput.masked(printed()));
            }
        } catch (Failed | UncheckedIOException e) {
            // the check that follows says so
        }
    }

    /** JBang should bring the libraries that the coach has: so what is checked here is what runs there. */
    private static List<String> otherVersions(Notebook notebook) {
        Set<String> ours = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .collect(Collectors.toSet());
        List<String> findings = new ArrayList<>();
        for (String dependency : notebook.directive("DEPS")) {
            String[] parts = dependency.replaceAll("@.*", "").split(":");
            if (!ours.contains(parts[1] + "-" + parts[2] + ".jar")) {
                findings.add("the notebooks' //DEPS name " + dependency + ", and the kit has another version, or none");
            }
        }
        return findings;
    }

    private String printed() {
        Path out = null;
        try {
            out = Files.createTempFile("notebook", ".txt");
            Path err = out.resolveSibling(out.getFileName() + ".err");
            try {
                return printed(out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(name(file) + " was interrupted");
        }
    }

    private String printed(Path out, Path err) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Xshare:auto",
                        "-Dstdout.encoding=UTF-8",
                        "-Duser.timezone=UTC",
                        "-D" + WorkbookHome.PROPERTY + "=" + course.home(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotebookMain.class.getName(),
                        course.home().toString(),
                        file.toString())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new Failed(name(file) + " did not end within " + SECONDS + " seconds");
        }
        String said = Files.readString(err, StandardCharsets.UTF_8).strip();
        if (process.exitValue() != 0) {
            throw new Failed(said);
        }
        if (!said.isEmpty()) {
            throw new Failed(name(file) + " prints on standard error: "
                    + said.lines().findFirst().orElse(""));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private Path recorded() {
        return Notebook.folder(course).resolve("expected").resolve(module.id() + ".txt");
    }

    private String name(Path path) {
        return course.home().relativize(path).toString().replace('\\', '/');
    }

    /** The notebook did not come to its end; the message says where and why. */
    private static final class Failed extends RuntimeException {

        Failed(String message) {
            super(message, null, false, false);
        }
    }
}
