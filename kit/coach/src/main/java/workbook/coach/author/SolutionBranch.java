package workbook.coach.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;
import workbook.coach.report.Lesson;
import workbook.coach.report.Text;

/**
 * A branch on which the exercises are solved, one commit a module: what lies between two of them is the step. It is made
 * beside the working tree, the index and the current branch, out of files that git already has.
 */
public final class SolutionBranch {

    private static final String JAVA = "src/main/";

    private final Course course;

    public SolutionBranch(Course course) {
        this.course = course;
    }

    /**
     * Makes the branch from the current commit.
     *
     * @param name what it is to be called
     * @return the modules' commits, in order
     * @throws UserException when there is no such branch to be made, with the reason
     */
    public List<String> create(String name) {
        Path scratch = temporaryFolder();
        try {
            Git git = Git.in(course.home());
            refuse(name, git);
            List<String> commits = commits(git.withIndex(scratch.resolve("index")));
            git.run("branch", "--no-track", name, commits.getLast());
            return commits;
        } finally {
            Folders.delete(scratch);
        }
    }

    private void refuse(String name, Git git) {
        Git.Said top = git.ask("", "rev-parse", "--show-prefix");
        require(
                top.status() == 0,
                "This is no clone that git can read (" + top.error() + "): make the branch in a clone.");
        require(
                top.output().isBlank(),
                "The workbook is a folder of a larger repository here: make the branch in a clone of "
                        + "the workbook alone.");
        require(
                git.holds("rev-parse", "--verify", "--quiet", "HEAD^{commit}"),
                "The current branch has no commit yet: commit the workbook first.");
        require(
                git.run("rev-parse", "--is-shallow-repository").equals("false"),
                "This clone is shallow, and the branch would be too: run git fetch --unshallow, then the command"
                        + " again.");
        require(
                git.holds("check-ref-format", "refs/heads/" + name) && !name.startsWith("-"),
                "'" + name + "' can't be the name of a branch: choose another, such as solution.");
        require(
                !git.holds("show-ref", "--verify", "--quiet", "refs/heads/" + name),
                "There is a branch " + name + " already: remove it with git branch -D " + name
                        + ", or give another name.");
        String changed = git.run("status", "--porcelain");
        if (!changed.isEmpty()) {
            throw new UserException("The working tree has changes that are not committed (" + first(changed)
                    + "): commit or stash them, then run the command again.");
        }
    }

    private List<String> commits(Git git) {
        git.run("read-tree", "HEAD");
        Map<String, String> files = files(git);
        List<String> commits = new ArrayList<>();
        String parent = git.run("rev-parse", "HEAD");
        for (Module module : course.modules()) {
            parent = commit(git, module, files, parent);
            commits.add(parent);
        }
        return commits;
    }

    private String commit(Git git, Module module, Map<String, String> files, String parent) {
        StringBuilder entries = new StringBuilder();
        solved(module, files)
                .forEach((path, entry) ->
                        entries.append(entry).append('\t').append(path).append('\n'));
        git.feed(entries.toString(), "update-index", "--add", "--index-info");
        return git.feed(message(module), "commit-tree", git.run("write-tree"), "-p", parent);
    }

    /** The exercise's files as the reference has them: where each goes, and what git calls its content. */
    private static Map<String, String> solved(Module module, Map<String, String> files) {
        String exercise = "exercises/" + module.id() + "/";
        String reference = "solutions/" + module.id() + "/";
        String script = "sql/" + module.id() + ".sql";
        Map<String, String> solved = new LinkedHashMap<>();
        files.forEach((path, entry) -> {
            if (path.startsWith(reference + JAVA)) {
                solved.put(exercise + path.substring(reference.length()), entry);
            } else if (path.equals(script) && files.containsKey(exercise + script)) {
                solved.put(exercise + script, entry);
            }
        });
        module.edit().stream()
                .filter(edit -> !solved.containsKey(exercise + edit))
                .findFirst()
                .ifPresent(edit -> {
                    throw new UserException("The reference has no " + edit + " of module " + module.id()
                            + ": ./workbook author check " + module.number() + " says what is missing.");
                });
        return solved;
    }

    /** Mode and content of every file of the current commit, by its path. */
    private static Map<String, String> files(Git git) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String line : git.run("ls-tree", "-r", "-z", "HEAD").split("\0")) {
            String[] entry = line.split("\t", 2);
            String[] modeTypeAndId = entry[0].split(" ");
            files.put(entry[1], modeTypeAndId[0] + " " + modeTypeAndId[2]);
        }
        return files;
    }

    private String message(Module module) {
        StringBuilder message = new StringBuilder(module.number() + " " + module.title() + "\n");
        sentence(module).ifPresent(sentence -> message.append(paragraph(sentence)));
        reason(module).ifPresent(reason -> message.append(paragraph(reason)));
        return message.toString();
    }

    /** After an empty line, 72 columns wide, as git log likes it. */
    private static String paragraph(String text) {
        return "\n" + Text.wrap(text, Text.WIDTH - 72).indent(72 - Text.WIDTH);
    }

    /** The sentence to remember, from the lesson. */
    private Optional<String> sentence(Module module) {
        return Lesson.read(course.exercise(module).resolve("README.md"))
                .opening()
                .lines()
                .filter(line -> line.startsWith("> "))
                .map(line -> Text.plain(line.substring(2)))
                .findFirst();
    }

    /** What was added and why: the first paragraph of the walk-through. */
    private Optional<String> reason(Module module) {
        return Lesson.read(course.solution(module).resolve("README.md")).section("The solution").stream()
                .flatMap(section -> Arrays.stream(section.split("\n\\s*\n")))
                .filter(text -> text.matches("(?s)[\\p{L}`*].*"))
                .filter(text -> !text.startsWith("```"))
                .map(Text::plain)
                .findFirst();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserException(otherwise);
        }
    }

    private static String first(String changed) {
        List<String> files = changed.lines().map(line -> line.substring(3)).toList();
        return files.size() == 1 ? files.getFirst() : files.getFirst() + " and " + (files.size() - 1) + " more";
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("workbook-branch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
