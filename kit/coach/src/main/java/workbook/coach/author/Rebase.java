package workbook.coach.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.FilePatch;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;

/** Brings a module's mistakes up to date after its reference has changed. */
public final class Rebase {

    /** What became of a mistake. */
    public enum Outcome {
        /** It says what it said before. */
        THE_SAME,
        /** Its diff is one against the reference as it is now. */
        RENEWED,
        /** It changes what the reference has changed too: it is as it was, and its author has to decide. */
        BY_HAND
    }

    private final Course course;
    private final Module module;
    private final Git git;
    private final Map<String, Path> reference;

    public Rebase(Course course, Module module, Git git) {
        this.course = course;
        this.module = module;
        this.git = git;
        this.reference = Sources.reference(course, module);
    }

    /** Does it. @return what became of each mistake, by its name */
    public Map<String, Outcome> all() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Mistake.of(course, module).forEach(mistake -> outcomes.put(mistake.slug(), one(mistake)));
        return outcomes;
    }

    private Outcome one(Mistake mistake) {
        List<FilePatch> renewed = new ArrayList<>();
        mistake.patch().forEach(patch -> renewed(patch).ifPresent(renewed::add));
        if (renewed.size() < mistake.patch().size()) {
            return Outcome.BY_HAND;
        }
        if (renewed.equals(mistake.patch())) {
            return Outcome.THE_SAME;
        }
        Path file = Mistake.file(course, module, mistake.slug());
        Folders.write(file, MistakeFile.with(renewed, Folders.read(file)));
        return Outcome.RENEWED;
    }

    private Optional<FilePatch> renewed(FilePatch patch) {
        Path file = reference.get(patch.file());
        if (file == null) {
            return Optional.empty();
        }
        String now = Folders.read(file);
        return patch.appliedTo(now)
                .or(() -> merged(patch, course.shown(file), now))
                .filter(changed -> !changed.equals(now))
                .map(changed -> FilePatch.between(patch.file(), now, changed));
    }

    /** The reference as it is now, with the change that the patch makes of the newest one in the history that it fits. */
    private Optional<String> merged(FilePatch patch, String path, String now) {
        for (String commit : git.commits(path)) {
            String before = git.show(commit, path).orElse("");
            Optional<String> mistake = patch.appliedTo(before);
            if (mistake.isPresent()) {
                return merged(mistake.get(), before, now);
            }
        }
        return Optional.empty();
    }

    private Optional<String> merged(String mistake, String before, String now) {
        try {
            Path folder = Files.createTempDirectory("workbook-rebase");
            try {
                Folders.write(folder.resolve("mistake"), mistake);
                Folders.write(folder.resolve("before"), before);
                Folders.write(folder.resolve("now"), now);
                Git.Said said = Git.in(folder).ask("", "merge-file", "-p", "mistake", "before", "now");
                return said.status() == 0 ? Optional.of(said.output()) : Optional.empty();
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
