package workbook.coach.author;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.coach.UserException;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.FilePatch;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;

/** Makes a mistake of what has been edited in a module's reference, and puts the reference back. */
public final class NewMistake {

    private final Course course;
    private final Module module;
    private final Git git;

    public NewMistake(Course course, Module module, Git git) {
        this.course = course;
        this.module = module;
        this.git = git;
    }

    /**
     * Writes the change down and puts the reference back to the current commit. A mistake of that name, where there is one,
     * gets this change, and its words stay.
     *
     * @param slug the mistake's name
     * @return the files that were put back, from the course's folder on
     * @throws UserException when there is nothing to make it of; then nothing is written
     */
    public List<String> take(String slug) {
        require(
                slug.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                "'" + slug + "' can't name a mistake: write small letters and digits, "
                        + "joined by dashes, such as no-lock.");
        Map<String, FilePatch> changes = changes();
        require(
                !changes.isEmpty(),
                "Nothing is edited in the reference of " + module.id() + ": make the mistake there, in " + "solutions/"
                        + module.id() + "/src/main/java or sql/" + module.id() + ".sql, then run the command again.");
        Path file = Mistake.file(course, module, slug);
        String text = Files.exists(file) ? Folders.read(file) : MistakeFile.NEW;
        Folders.write(file, MistakeFile.with(List.copyOf(changes.values()), text));
        List<String> edited = List.copyOf(changes.keySet());
        putBack(edited);
        return edited;
    }

    /** What differs from the current commit, by the files' paths from the course's folder on. */
    private Map<String, FilePatch> changes() {
        Map<String, FilePatch> changes = new LinkedHashMap<>();
        Sources.reference(course, module).forEach((name, path) -> {
            String shown = course.shown(path);
            String committed = git.show("HEAD", shown)
                    .orElseThrow(() -> new UserException("The current commit has no " + shown
                            + ", and a mistake is a change of a file that it has: commit the reference first, or put"
                            + " the change into another file."));
            String edited = Folders.read(path);
            if (!edited.equals(committed)) {
                changes.put(shown, change(name, committed, edited));
            }
        });
        return changes;
    }

    private static FilePatch change(String file, String committed, String edited) {
        FilePatch patch = FilePatch.between(file, committed, edited);
        if (!patch.appliedTo(committed).equals(Optional.of(edited))) {
            throw new UserException(
                    "The change of " + file + " can't be told as a diff of lines: let the file end with a line "
                            + "end, then run the command again.");
        }
        return patch;
    }

    private void putBack(List<String> files) {
        for (String file : files) {
            git.run("checkout", "--quiet", "HEAD", "--", file);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserException(otherwise);
        }
    }
}
