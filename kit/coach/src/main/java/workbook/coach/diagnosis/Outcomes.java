package workbook.coach.diagnosis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.run.Verdict;

/**
 * What is on record of a module: its tests, and what became of its stub, of its mistakes and of other answers to it. It is
 * kept beside the reference in {@code outcomes.jsonl}, a line a test or an answer.
 */
public final class Outcomes {

    /** The name of the untouched stub. */
    public static final String STUB = "stub";

    /** Joins the names of two mistakes in one answer. */
    public static final String AND = "+";

    /** In the name of an answer that is no mistake, such as {@code 02/wrong-read-like}. */
    private static final String ELSEWHERE = "/";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, KnownTest> tests = new TreeMap<>();
    private final Map<String, Recorded> answers = new TreeMap<>();

    private Outcomes() {}

    /**
     * Reads what is on record; nothing where there is no record yet.
     *
     * @throws UserException when a line can't be read
     */
    public static Outcomes of(Course course, Module module) {
        Outcomes outcomes = new Outcomes();
        Path file = file(course, module);
        if (Files.exists(file)) {
            int line = 0;
            for (String text : Folders.read(file).lines().toList()) {
                line++;
                try {
                    outcomes.take(JSON.readTree(text));
                } catch (JacksonException e) {
                    throw new UserException(file + ":" + line + ": " + e.getOriginalMessage());
                }
            }
        }
        return outcomes;
    }

    private void take(JsonNode line) {
        if (line.has("test")) {
            KnownTest test = JSON.treeToValue(line, KnownTest.class);
            tests.put(test.test(), test);
        } else {
            Recorded answer = JSON.treeToValue(line, Recorded.class);
            answers.put(answer.answer(), answer);
        }
    }

    /** The module's tests, in the order of their tasks. */
    public List<KnownTest> tests() {
        return tests.values().stream()
                .sorted(Comparator.comparing(KnownTest::task).thenComparing(KnownTest::test))
                .toList();
    }

    public Collection<Recorded> answers() {
        return answers.values();
    }

    /** The names of the answers with two mistakes. */
    public List<String> pairs() {
        return answers.keySet().stream().filter(answer -> answer.contains(AND)).toList();
    }

    /** What became of an answer; empty where it is not on record. */
    public Optional<Outcome> outcome(String answer) {
        return Optional.ofNullable(answers.get(answer)).map(recorded -> new Outcome(recorded.red()));
    }

    /** Takes the module's tests from a run of all of them. */
    public void knowTests(Verdict verdict) {
        tests.clear();
        verdict.results().forEach(result -> tests.put(result.id(), KnownTest.of(result)));
    }

    /** Whether the tests on record are those of a run. */
    public boolean knows(Verdict verdict) {
        return verdict.results().stream()
                .map(KnownTest::of)
                .collect(Collectors.toSet())
                .equals(Set.copyOf(tests.values()));
    }

    /** Puts an answer on record; one that is on record already keeps its right names. */
    public void put(String answer, List<String> right, Outcome outcome) {
        Recorded before = answers.get(answer);
        answers.put(answer, new Recorded(answer, before == null ? right : before.right(), outcome.red()));
    }

    /** Forgets the stub and the mistakes, alone and in pairs. */
    public void forgetMistakes() {
        answers.keySet().removeIf(answer -> !answer.contains(ELSEWHERE));
    }

    /** Writes everything down. */
    public void write(Course course, Module module) {
        List<String> lines = new ArrayList<>();
        tests().forEach(test -> lines.add(JSON.writeValueAsString(test)));
        answers.values().forEach(answer -> lines.add(JSON.writeValueAsString(answer)));
        Folders.write(file(course, module), String.join("\n", lines) + "\n");
    }

    private static Path file(Course course, Module module) {
        return course.solution(module).resolve("outcomes.jsonl");
    }
}
