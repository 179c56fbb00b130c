package workbook.coach.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.coach.files.Folders;

/** A Markdown file of a module, by its headings. */
public final class Lesson {

    private static final Pattern DETAILS = Pattern.compile("(?s)<details>.*?</details>");
    private static final Pattern ANSWER =
            Pattern.compile("(?s)<details>\\s*(?:<summary>.*?</summary>)?(.*?)</details>");

    private final Map<String, String> sections;

    private Lesson(Map<String, String> sections) {
        this.sections = sections;
    }

    /** Reads a file; one that does not exist has no sections. */
    public static Lesson read(Path file) {
        Map<String, String> sections = new LinkedHashMap<>();
        if (Files.exists(file)) {
            List<String> lines = new ArrayList<>();
            String heading = "";
            boolean code = false;
            for (String line : Folders.read(file).lines().toList()) {
                code ^= line.startsWith("```");
                if (!code && line.startsWith("## ")) {
                    sections.put(heading, text(lines));
                    heading = line.substring(3).strip();
                    lines.clear();
                } else {
                    lines.add(line);
                }
            }
            sections.put(heading, text(lines));
        }
        return new Lesson(sections);
    }

    /** Without the empty lines around it; the indent of a first line stays, for it may be code. */
    private static String text(List<String> lines) {
        return String.join("\n", lines).replaceFirst("^\\s*\n", "").stripTrailing();
    }

    /** A section's text, under its heading of two hashes. */
    public Optional<String> section(String heading) {
        return Optional.ofNullable(sections.get(heading));
    }

    /** The headings of two hashes, in order. */
    public List<String> headings() {
        return sections.keySet().stream().filter(heading -> !heading.isEmpty()).toList();
    }

    /** The text before the first heading of two hashes. */
    public String opening() {
        return sections.getOrDefault("", "");
    }

    /** A section without its folded answers. */
    public Optional<String> question(String heading) {
        return section(heading).map(text -> DETAILS.matcher(text).replaceAll("").strip());
    }

    /** The first folded answer of a section. */
    public Optional<String> answer(String heading) {
        return section(heading).map(ANSWER::matcher).filter(Matcher::find).map(found -> found.group(1)
                .strip());
    }

    /** The parts of a section, by their headings of three hashes. */
    public List<String> parts(String heading) {
        return section(heading).stream()
                .flatMap(text ->
                        Pattern.compile("(?m)^### .*$").splitAsStream(text).skip(1))
                .map(Text::withoutMargins)
                .toList();
    }
}
