package workbook.coach.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.coach.build.CompileError;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.diagnosis.Diagnosis;
import workbook.coach.run.Verdict;
import workbook.coach.worker.Failure;
import workbook.coach.worker.Failure.Kind;
import workbook.coach.worker.TestResult;

/**
 * What the learner reads of a run: one card. When something is red it says what should hold, what was found, what the
 * store looks like, which file to open and what to type next.
 */
public final class Cards {

    private static final int MESSAGE_LINES = 18;
    private static final int OUTPUT_LINES = 8;
    private static final String FRAME = "\\s+at [\\w.$/@]+\\(";
    private static final Pattern WHERE = Pattern.compile("(?s)\\n  Where: .*?(?=\\n" + FRAME + "|\\z)");
    private static final Pattern TRACE =
            Pattern.compile(FRAME + ".*|\\s*\\.\\.\\.\\(\\d+ remaining lines not displayed.*");

    private final Course course;
    private final Style style;
    private final boolean keys;

    /** Cards for the command line: they end with what to type next. */
    public Cards(Course course, Style style) {
        this(course, style, false);
    }

    private Cards(Course course, Style style, boolean keys) {
        this.course = course;
        this.style = style;
        this.keys = keys;
    }

    /** Cards for the screen that follows the learner: it names the keys itself. */
    public static Cards forScreen(Course course, Style style) {
        return new Cards(course, style, true);
    }

    /** The card of a verdict alone. */
    public Card of(Module module, Verdict verdict) {
        return of(module, verdict, CardContext.NONE);
    }

    /** The card of a verdict: the compiler's errors, the first failure, or what was learnt; and what goes beside it. */
    public Card of(Module module, Verdict verdict, CardContext context) {
        if (!verdict.compiled()) {
            return doesNotCompile(module, verdict.errors(), context);
        }
        if (verdict.results().isEmpty()) {
            return Card.of(heading(module, "no test ran"))
                    .with(Text.wrap(
                            "There is no test under "
                                    + new Places(course, module)
                                            .place(course.exercise(module).resolve("src/test/java"), 0)
                                    + ". Restore it with: git checkout -- exercises/" + module.id() + "/src/test\n",
                            2));
        }
        Optional<TestResult> failure = verdict.firstFailure();
        return failure.isPresent() && !context.lane().passed(module, verdict)
                ? failed(module, failure.get(), context)
                : passed(module, verdict, context);
    }

    /**
     * The lesson's question, before any code is written.
     *
     * @param typed what the learner has typed of an answer
     */
    public Card question(Module module, Prediction prediction, CharSequence typed) {
        return Card.of(heading(module, "before you begin: what do you think?"))
                .with(Text.wrap(
                        "Read exercises/" + module.id() + "/README.md up to 'Predict before coding', then answer.", 2))
                .with(Text.wrap(prediction.question(), 2))
                .with("  > " + typed);
    }

    /** The first place to open for a verdict; empty when nothing is red. */
    public Optional<Place> placeToOpen(Module module, Verdict verdict) {
        Places places = new Places(course, module);
        return verdict.compiled()
                ? verdict.firstFailure().map(failure -> places.toOpen(failure).getFirst())
                : verdict.errors().stream().findFirst().map(error -> places.place(error.file(), error.line()));
    }

    /** The tasks of a module with how many of their tests hold. */
    public String tasks(Module module, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        for (int task = 1; task <= module.tasks().size(); task++) {
            int number = task;
            Verdict.Tally tally = verdict.tally(task);
            boolean stretch = verdict.results().stream()
                    .filter(result -> result.task() == number)
                    .findFirst()
                    .map(TestResult::stretch)
                    .orElse(false);
            text.append(String.format(
                    "  %s task %d  %-34s %s%s%n",
                    mark(tally),
                    task,
                    module.tasks().get(task - 1),
                    state(tally),
                    stretch ? style.faint(" (for home)") : ""));
        }
        return text.toString();
    }

    private String mark(Verdict.Tally tally) {
        return tally.tests() == 0 ? "-" : tally.isWhole() ? style.green("+") : style.red("x");
    }

    private String state(Verdict.Tally tally) {
        return tally.tests() == 0
                ? "not reached"
                : tally.isWhole() ? style.green("done") + " " : tally.holding() + " of " + tally.tests() + " hold";
    }

    private String heading(Module module, String state) {
        return style.bold(module.number() + " " + module.title()) + "  " + state + "\n";
    }

    private Card doesNotCompile(Module module, List<CompileError> errors, CardContext context) {
        Card card = Card.of(heading(module, style.red("does not compile yet")));
        for (CompileError error : errors.subList(0, Math.min(3, errors.size()))) {
            card = card.with(compileError(new Places(course, module), error));
        }
        if (errors.size() > 3) {
            card = card.with("  and " + (errors.size() - 3) + " more, which often go with the first");
        }
        return card.with(hint(module, context) + next("save, or ./workbook run " + module.number()));
    }

    /** The place on a line of its own, so that it can be shortened or clicked; the learner's line; the compiler's words. */
    private String compileError(Places places, CompileError error) {
        String place = error.file().startsWith(course.home())
                ? places.place(error.file(), error.line()).toString()
                : error.file().toString();
        return "  " + style.bold(place) + "\n" + sourceLine(error) + Text.wrap(error.message(), 4) + "\n";
    }

    private String sourceLine(CompileError error) {
        if (error.sourceLine().isBlank()) {
            return "";
        }
        int margin =
                error.sourceLine().length() - error.sourceLine().stripLeading().length();
        return "      " + error.sourceLine().strip() + "\n" + "      "
                + " ".repeat((int) Math.max(0, error.column() - 1 - margin)) + style.red("^") + "\n";
    }

    private Card failed(Module module, TestResult result, CardContext context) {
        Card card = Card.of(heading(module, "task " + result.task() + ": " + taskTitle(module, result)));
        String stuck = context.offerHint() ? "" : "   (stuck? ./workbook hint " + module.number() + ")";
        return details(card, module, result, context)
                .with(hint(module, context) + next("./workbook run " + module.number() + stuck));
    }

    /** What should hold and what was found; what may be behind it; where to look; and last what may be long. */
    private Card details(Card card, Module module, TestResult result, CardContext context) {
        Failure failure = result.failure();
        String printed = result.output().isBlank()
                ? ""
                : "    " + style.faint("it printed") + "\n"
                        + Text.indent(firstLines(result.output().strip(), OUTPUT_LINES), 6);
        return card.with(sentence(result))
                .with(Text.wrap(what(failure), 4))
                .with(blame(context.blamed(), module))
                .with(diagnosis(context.diagnosis()))
                .with(whereToLook(module, result))
                .withRight(printed)
                .withRight(failure.kind() == Kind.SCRIPT ? "" : Text.indent(failure.rows(), 4));
    }

    /** What to type next; on the screen that is a key, and the screen names it. */
    private String next(String command) {
        return keys ? "" : Text.line("Next", command);
    }

    /** Each line is bold by itself: a screen takes lines one by one. */
    private String sentence(TestResult result) {
        String name = Text.wrap(result.name(), 4)
                .strip()
                .lines()
                .map(line -> style.bold(line.strip()))
                .collect(Collectors.joining("\n    "));
        return "  " + style.red("x") + " " + name
                + (result.with().isEmpty() ? "" : "\n" + Text.wrap("with " + result.with(), 4));
    }

    private String whereToLook(Module module, TestResult result) {
        Places places = new Places(course, module);
        StringBuilder lines = new StringBuilder();
        places.toOpen(result).stream().limit(1).forEach(place -> lines.append(Text.line("Open", place.toString())));
        places.ofTest(result).ifPresent(place -> lines.append(Text.line("Test", place.toString())));
        return lines.append(Text.line(
                        "Lesson",
                        new Place(
                                        course.home()
                                                .relativize(
                                                        course.exercise(module).resolve("README.md")),
                                        0)
                                .toString()))
                .toString();
    }

    private String hint(Module module, CardContext context) {
        return context.offerHint()
                ? Text.line(
                        "Hint",
                        "three different attempts: " + (keys ? "h" : "./workbook hint " + module.number())
                                + " asks you a question")
                : "";
    }

    private String blame(Optional<Module> blamed, Module module) {
        return blamed.map(earlier -> "  " + style.bold("Your module " + earlier.number() + " makes it fail.") + "\n"
                        + Text.wrap(
                                "With the reference's " + earlier.number() + " in its place this test of "
                                        + module.number()
                                        + " is green. Run ./workbook run " + earlier.number()
                                        + ": its tests may be stricter now than on the day when "
                                        + "you passed them. If they hold, compare: ./workbook diff " + earlier.number()
                                        + ".",
                                4)
                        + "\n")
                .orElse("");
    }

    private String diagnosis(Diagnosis diagnosis) {
        List<Mistake> mistakes = diagnosis.mistakes();
        return switch (diagnosis.certainty()) {
            case NONE -> "";
            case ONE ->
                "  " + style.bold("A known mistake fails like this: ")
                        + mistakes.getFirst().title() + "\n"
                        + Text.prose(mistakes.getFirst().text(), 4) + "\n";
            case EITHER -> listed("Perhaps one of these:", mistakes);
            case BOTH -> listed("Perhaps both of these:", mistakes);
        };
    }

    private String listed(String heading, List<Mistake> mistakes) {
        StringBuilder text = new StringBuilder("  " + style.bold(heading) + "\n");
        mistakes.forEach(mistake -> text.append(Text.wrap("- " + mistake.title(), 4))
                .append('\n')
                .append(Text.prose(mistake.text(), 6))
                .append('\n'));
        return text.toString();
    }

    private Card passed(Module module, Verdict verdict, CardContext context) {
        Lesson solution = Lesson.read(course.solution(module).resolve("README.md"));
        String command = verdict.gatePassed() ? "./workbook" : "./workbook --fast";
        String next = course.after(module)
                .map(following -> "exercises/" + following.id() + "/README.md, then " + command)
                .orElse("./workbook finale");
        Card card = Card.of(heading(module, style.green(verdict.gatePassed() ? "done" : "fast lane done")))
                .with(held(verdict))
                .with(context.prediction()
                        .map(prediction -> predicted(prediction, context.answer()))
                        .orElse(""))
                .withRight(section("What you take along", solution.section("Takeaways")))
                .withRight(section("What a real store calls this", solution.section("What a real store calls this")))
                .with(Text.line("Compare", "solutions/" + module.id() + "/README.md") + next(next));
        return verdict.firstFailure()
                .map(home -> details(card.with("  " + style.bold("For home")), module, home, context))
                .orElse(card);
    }

    private String held(Verdict verdict) {
        Verdict.Tally tally = verdict.tally();
        StringBuilder text = new StringBuilder("  " + tally.holding() + " of " + tally.tests() + " tests hold"
                + (tally.isWhole() ? ".\n" : "; what is left is for home:\n"));
        for (List<TestResult> test : verdict.byTest().values().stream()
                .filter(Predicate.not(Verdict::holds))
                .toList()) {
            text.append(Text.wrap("- " + test.getFirst().name(), 4)).append('\n');
        }
        return text.toString();
    }

    private String predicted(Prediction prediction, String answer) {
        return "  " + style.bold("What you predicted") + "\n"
                + Text.wrap(prediction.question(), 4) + "\n"
                + Text.wrap("You said: " + answer, 4) + "\n"
                + Text.wrap("The lesson says: " + prediction.answer(), 4) + "\n";
    }

    private String section(String title, Optional<String> text) {
        return text.map(markdown -> "  " + style.bold(title) + "\n" + Text.prose(markdown, 4) + "\n")
                .orElse("");
    }

    private String what(Failure failure) {
        return switch (failure.kind()) {
            case TODO -> failure.message();
            case ASSERTION -> firstLines(withoutTrace(withoutWhere(failure.message())), MESSAGE_LINES);
            case SCRIPT -> "PostgreSQL refuses the script:\n" + failure.message();
            case SQL ->
                "PostgreSQL refuses (" + failure.sql().state() + "):\n"
                        + firstLines(withoutWhere(failure.message()), MESSAGE_LINES);
            case TIMEOUT -> "It took too long: " + firstLines(failure.message(), MESSAGE_LINES);
            case EXIT, OUTPUT, UNAVAILABLE -> failure.message();
            case ERROR -> failure.type() + ": " + firstLines(withoutWhere(failure.message()), MESSAGE_LINES);
        };
    }

    /** Assertions print the stack of an unexpected exception; the place to open is found from it, and told. */
    private static String withoutTrace(String message) {
        return message.lines().filter(TRACE.asMatchPredicate().negate()).collect(Collectors.joining("\n"));
    }

    /** PostgreSQL ends with where it was, and quotes the statement there: the learner's own, whose place is told below. */
    private static String withoutWhere(String message) {
        return WHERE.matcher(message).replaceAll("");
    }

    private static String taskTitle(Module module, TestResult result) {
        return result.task() <= module.tasks().size() ? module.tasks().get(result.task() - 1) : "";
    }

    private static String firstLines(String text, int most) {
        List<String> lines = text.strip().lines().map(String::stripTrailing).toList();
        return lines.size() <= most
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, most)) + "\n... (" + (lines.size() - most) + " more lines)";
    }
}
