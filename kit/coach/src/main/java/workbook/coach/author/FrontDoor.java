package workbook.coach.author;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.coach.curriculum.Course;
import workbook.coach.files.Folders;

/**
 * Whether the README is short, and links to the repository as the {@code <url>} in {@code pom.xml} names it: a badge of CI, and a
 * codespace. While the url is empty, there is neither.
 */
final class FrontDoor {

    private static final int LINES = 70;
    private static final Pattern URL = Pattern.compile("<url>(.*?)</url>");
    private static final Pattern BADGE = Pattern.compile("\\((\\S+)/actions/workflows/ci\\.yml/badge\\.svg\\)");
    private static final Pattern CODESPACE = Pattern.compile("\\(https://codespaces\\.new/(\\S+)\\)");
    private static final String GITHUB = "https://github.com/";

    private final Course course;

    FrontDoor(Course course) {
        this.course = course;
    }

    List<String> findings() {
        String readme = read("README.md");
        String url = first(URL, read("pom.xml"));
        List<String> findings = new ArrayList<>();
        if (readme.lines().count() > LINES) {
            findings.add(
                    "README.md has more than " + LINES + " lines: what a visitor need not know first goes to docs/");
        }
        if (!first(BADGE, readme).equals(url)) {
            findings.add("README.md's badge and the <url> in pom.xml do not agree: "
                    + expected(url, url + "/actions/workflows/ci.yml/badge.svg"));
        }
        String codespace = first(CODESPACE, readme);
        if (!(codespace.isEmpty() ? "" : GITHUB + codespace).equals(url)) {
            findings.add("README.md's link to a codespace and the <url> in pom.xml do not agree: "
                    + expected(url, url.replace(GITHUB, "https://codespaces.new/")));
        }
        return findings;
    }

    private static String expected(String url, String link) {
        return url.isEmpty() ? "while it is empty there is none" : "it should be " + link;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).strip() : "";
    }

    private String read(String name) {
        return Folders.readIfThere(course.home().resolve(name));
    }
}
