package workbook.coach.author;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import workbook.coach.files.Folders;

/**
 * Somebody's answer to a module, kept in one file: a header of {@code key: value} lines, then the files in which it differs
 * from the reference, whole, each behind a line {@code >>> path} with its path from the exercise's folder on.
 *
 * @param number what its folder is called: the module's number
 * @param slug   what the file is called
 * @param expect what the tests should make of it
 * @param files  each file's text, by its path
 */
record Answer(String number, String slug, Expectation expect, Map<String, String> files) {

    /** What the tests should make of an answer. */
    enum Expectation {
        /** A test must be red. */
        WRONG,
        /** All must be green. */
        RIGHT,
        /** Either will do. */
        ARGUABLE
    }

    private static final Pattern FILE = Pattern.compile("(?m)^>>> (.+)\n");

    /** Such as {@code 02/read-like}. */
    String id() {
        return number + "/" + slug;
    }

    /** The answers of a folder with a folder a module, by id. */
    static List<Answer> in(Path folder) {
        return Folders.files(folder, ".answer").stream().map(Answer::read).toList();
    }

    private static Answer read(Path file) {
        String text = Folders.read(file);
        List<String> paths =
                FILE.matcher(text).results().map(found -> found.group(1)).toList();
        List<String> parts = Arrays.asList(FILE.split(text, -1));
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            files.put(paths.get(i), parts.get(i + 1));
        }
        String expect = parts.getFirst()
                .lines()
                .filter(line -> line.startsWith("expect: "))
                .map(line -> line.substring(8).strip().toUpperCase())
                .findFirst()
                .orElse("");
        return new Answer(
                file.getParent().getFileName().toString(),
                file.getFileName().toString().replace(".answer", ""),
                Expectation.valueOf(expect),
                files);
    }

    /** Writes its files into a folder of its own. */
    Path writeTo(Path folder) {
        Path own = folder.resolve(number).resolve(slug);
        Folders.delete(own);
        files.forEach((path, text) -> Folders.write(own.resolve(path), text));
        return own;
    }
}
