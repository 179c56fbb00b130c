package workbook.coach.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.curriculum.StubHashes;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;
import workbook.testing.base.Sha256;

/**
 * Finds what a module's files were before the learner worked on them. The learner may have committed since, so the stub is
 * the newest version in the history that has the recorded hash.
 */
public final class Stubs {

    private final Course course;
    private final Git git;
    private final StubHashes hashes;

    public Stubs(Course course, Git git) {
        this.course = course;
        this.git = git;
        this.hashes = StubHashes.read(course);
    }

    /**
     * The stubs of the files that differ from theirs, by path from the clone's top folder on.
     *
     * @throws UserException when one can't be found; then nothing should be put back
     */
    public Map<String, String> ofChanged(Module module) {
        Map<String, String> stubs = new LinkedHashMap<>();
        for (String file : module.edit()) {
            Path path = course.exercise(module).resolve(file);
            String shown = course.shown(path);
            String hash = hashes.of(shown)
                    .orElseThrow(() -> new UserException("exercises/stubs.sha256 does not know " + shown
                            + ": restore the list with git checkout -- exercises/stubs.sha256, and run"
                            + " the command again."));
            if (!Files.exists(path) || !Sha256.of(Folders.read(path)).equals(hash)) {
                stubs.put(shown, find(shown, hash));
            }
        }
        return stubs;
    }

    private String find(String path, String hash) {
        for (String commit : commits(path)) {
            String text = git.show(commit, path).orElse("");
            if (Sha256.of(text).equals(hash)) {
                return text;
            }
        }
        throw new UserException("The stub of " + path
                + " is nowhere in this clone's history: copy the file from a fresh clone. " + "Nothing was changed.");
    }

    private List<String> commits(String path) {
        try {
            return git.commits(path);
        } catch (UserException e) {
            throw new UserException(
                    "The stub of " + path + " can't be looked for in this clone's history. " + e.getMessage()
                            + "\nMend that, or copy the file from a fresh clone. Nothing was changed.",
                    e);
        }
    }
}
