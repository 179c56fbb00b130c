package workbook.coach.watch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;
import workbook.coach.progress.Progress;
import workbook.coach.report.Card;
import workbook.coach.report.CardContext;
import workbook.coach.report.Cards;
import workbook.coach.report.Diff;
import workbook.coach.report.Hints;
import workbook.coach.report.ModuleTable;
import workbook.coach.report.Place;
import workbook.coach.report.Prediction;
import workbook.coach.report.StoreQuery;
import workbook.coach.report.Style;
import workbook.coach.report.Text;
import workbook.coach.run.Lane;
import workbook.coach.run.LastDatabase;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;
import workbook.testing.postgres.PostgresLadder;
import workbook.testing.postgres.PostgresUnavailableException;

/**
 * The place where a learner lives: one screen that follows the file that is being written. Keys, saves, results and signals are
 * events in one queue. Only the thread that follows takes them from there, and only it draws.
 */
public final class Watch implements AutoCloseable {

    private static final String ROWS = "select * from events order by stream_id, version limit 20";

    private final Course course;
    private final Progress progress;
    private final Lane lane;
    private final Style style;
    private final Cards cards;
    private final Screen screen;
    private final Terminal terminal;
    private final Window window;
    private final Keyboard keyboard;
    private final Loop loop;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<TestResult> results = new ArrayList<>();
    private SavedFiles files;
    private Module module;
    private Loop.Run run;
    private Verdict verdict;
    private Question question;
    private String notice = "";
    private Card card = Card.EMPTY;
    private Card asked = Card.EMPTY;
    private int from;
    private int page = 1;

    /** The lesson's question, while it waits for an answer. */
    private record Question(Prediction prediction, StringBuilder typed) {}

    public Watch(Course course, Progress progress, Lane lane, Style style, Terminal terminal, Runner runner) {
        this.course = course;
        this.progress = progress;
        this.lane = lane;
        this.style = style;
        this.cards = Cards.forScreen(course, style);
        this.screen = new Screen(course, progress, cards, style);
        this.terminal = terminal;
        this.window = new Window(terminal);
        this.loop = new Loop(course, progress, lane, runner, new Reporter());
        this.keyboard = new Keyboard(
                terminal, key -> events.add(new Event.Pressed(key)), () -> events.add(new Event.Interrupted()));
    }

    /** Shows a module and follows it, until the learner quits. */
    public void follow(Module first) throws IOException, InterruptedException {
        terminal.handle(Signal.WINCH, signal -> events.add(new Event.Resized()));
        terminal.handle(Signal.INT, signal -> events.add(new Event.Interrupted()));
        window.enter();
        keyboard.start();
        try {
            open(first);
            boolean goOn = true;
            while (goOn) {
                draw();
                goOn = take(events.take());
                while (goOn && !events.isEmpty()) {
                    goOn = take(events.take());
                }
            }
        } finally {
            keyboard.close();
            keyboard.pausedFor(window::leave);
        }
    }

    /** Takes an event in. @return whether to go on */
    private boolean take(Event event) throws IOException, InterruptedException {
        switch (event) {
            case Event.Pressed(Key key) -> {
                return press(key);
            }
            case Event.OfRun of when of.run() != run -> {}
            case Event.Began of -> {
                results.clear();
                from = 0;
                notice = verdict == null && card.isEmpty() ? "Running the tests ..." : "Running again ...";
            }
            case Event.Tested of -> tested(of.result());
            case Event.Ended of -> ended(of.outcome());
            case Event.Blamed of -> card = cards.of(module, verdict, context().blaming(of.earlier()));
            case Event.Failed of -> {
                notice = "";
                show(Card.of(Text.wrap(of.text().replace(course.home() + File.separator, ""), 2)));
            }
            case Event.Saved(Path file) -> saved(file);
            case Event.Noticed(String text) -> notice = text;
            case Event.Resized() -> window.forget();
            case Event.Interrupted() -> {
                return false;
            }
        }
        return true;
    }

    private boolean press(Key key) throws IOException, InterruptedException {
        switch (key.name()) {
            case DOWN -> from++;
            case UP -> from = Math.max(0, from - 1);
            case PAGE_DOWN -> from += page;
            case PAGE_UP -> from = Math.max(0, from - page);
            case HOME -> from = 0;
            case END -> from = Integer.MAX_VALUE / 2;
            case SUSPEND -> keyboard.pausedFor(window::suspend);
            default -> {
                if (question != null) {
                    answer(key);
                } else {
                    return command(key);
                }
            }
        }
        return true;
    }

    private boolean command(Key key) throws IOException, InterruptedException {
        if (key.is('q')) {
            return false;
        }
        if (key.is(' ')) {
            from += page;
        } else if (key.is('r') || key.name() == Key.Name.ENTER) {
            ask(() -> "");
            run = loop.run(module);
        } else if (key.is('n')) {
            course.after(module).ifPresent(this::open);
        } else if (key.is('p')) {
            course.before(module).reversed().stream().findFirst().ifPresent(this::open);
        } else if (key.is('h')) {
            ask(() -> new Hints(course, module, style)
                    .next(progress, Math.max(1, progress.of(module).openTask())));
        } else if (key.is('l')) {
            ask(() -> ModuleTable.of(course, progress));
        } else if (key.is('s')) {
            ask(this::rows);
        } else if (key.is('d')) {
            ask(this::diff);
        } else if (key.is('o')) {
            edit();
        } else {
            ask(() -> "");
        }
        return true;
    }

    private void open(Module next) {
        module = next;
        verdict = null;
        notice = "";
        results.clear();
        show(Card.EMPTY);
        question = Prediction.isDue(course, progress, next)
                .map(due -> new Question(due, new StringBuilder()))
                .orElse(null);
        watchFiles();
        run = loop.run(next);
    }

    private void answer(Key key) {
        StringBuilder typed = question.typed();
        switch (key.name()) {
            case CHARACTER -> typed.append(key.text());
            case ERASE -> typed.setLength(typed.isEmpty() ? 0 : typed.offsetByCodePoints(typed.length(), -1));
            case ENTER -> {
                Prediction.note(progress, module, typed.toString());
                question = null;
            }
            default -> question = null;
        }
    }

    private void tested(TestResult result) {
        boolean first = results.stream().allMatch(TestResult::passed) && !result.passed();
        results.add(result);
        if (first) {
            show(cards.of(module, new Verdict(module.id(), List.of(), results)));
        }
    }

    private void ended(LearnerRun.Outcome outcome) {
        Optional<String> change = verdict == null ? Optional.empty() : Changed.inWords(verdict, outcome.verdict());
        verdict = outcome.verdict();
        notice = Stream.concat(outcome.remarks().stream(), change.stream()).collect(Collectors.joining(".  "));
        card = cards.of(module, verdict, context()); // whoever has paged the first failure's card stays where they are
        asked = Card.EMPTY;
    }

    private CardContext context() {
        return CardContext.of(course, progress, module, verdict, lane);
    }

    /** Shows a card from its beginning. */
    private void show(Card shown) {
        card = shown;
        asked = Card.EMPTY;
        from = 0;
    }

    /** What a key asks for; a UserException is shown like anything else. */
    private void ask(Supplier<String> text) {
        try {
            asked = Card.of(text.get());
        } catch (UserException | PostgresUnavailableException e) {
            asked = Card.of(Text.wrap(e.getMessage(), 2));
        }
        from = 0;
    }

    private void watchFiles() {
        closeFiles();
        Module followed = module;
        files = new SavedFiles(
                () -> followedFiles(followed),
                file -> events.add(new Event.Saved(file)),
                text -> events.add(new Event.Noticed(text)));
    }

    private List<Path> followedFiles(Module followed) {
        Path folder = course.exercise(followed);
        Set<Path> own = new LinkedHashSet<>();
        followed.edit().forEach(file -> own.add(folder.resolve(file)));
        own.addAll(Folders.files(folder.resolve("src"), ".java"));
        own.addAll(Folders.files(folder.resolve("sql"), ".sql"));
        return Stream.concat(own.stream(), followed.edit().stream().map(file -> course.reference(followed, file)))
                .toList();
    }

    private void saved(Path file) {
        if (file.startsWith(course.exercise(module))) {
            run = loop.run(module);
            return;
        }
        module.edit().stream()
                .filter(name -> course.reference(module, name).equals(file))
                .findFirst()
                .ifPresent(edit -> notice = course.shown(file) + " is the reference. Your own file is exercises/"
                        + module.id() + "/" + edit);
    }

    /** The failing test's rows as it left them; on green, the last test's events. */
    private String rows() {
        Optional<String> left = Optional.ofNullable(verdict)
                .flatMap(Verdict::firstFailure)
                .map(result -> result.failure().rows())
                .filter(rows -> !rows.isEmpty());
        return left.orElseGet(() -> LastDatabase.of(course)
                .map(database -> ROWS + "\n" + new StoreQuery(PostgresLadder.climb(), database).table(ROWS, false))
                .orElse("The tests of this module leave no rows."));
    }

    private String diff() {
        return progress.of(module).passed()
                ? new Diff(course, style).toReference(module)
                : "The reference can be compared once the module is done. Until then: ./workbook diff "
                        + module.number() + " --give-up";
    }

    /**
     * While an editor has the terminal, nothing is drawn and no key is read; what happens meanwhile waits in the queue. Ctrl-C
     * is the editor's then, as all keys are.
     */
    private void edit() throws InterruptedException {
        Optional<Editor> editor = Editor.find(System.getenv());
        if (editor.isEmpty()) {
            notice = "There is no editor to open: set VISUAL or EDITOR to yours.";
            return;
        }
        boolean inTerminal = editor.get().inTerminal();
        try {
            keyboard.pausedFor(() -> {
                try {
                    if (inTerminal) {
                        window.leave();
                    }
                    editor.get().start(course.home(), placeToOpen());
                } finally {
                    events.removeIf(Event.Interrupted.class::isInstance);
                    window.enter();
                }
            });
        } catch (IOException e) {
            notice = "The editor could not be started: " + e.getMessage()
                    + ". Set VISUAL or EDITOR to one that is there.";
        }
    }

    private Place placeToOpen() {
        return Optional.ofNullable(verdict)
                .flatMap(red -> cards.placeToOpen(module, red))
                .orElseGet(() -> new Place(
                        course.home()
                                .relativize(course.exercise(module)
                                        .resolve(module.edit().getFirst())),
                        0));
    }

    private void draw() {
        boolean before = results.isEmpty() && verdict != null;
        Verdict shown = new Verdict(module.id(), List.of(), before ? verdict.results() : results);
        Card body = question != null
                ? cards.question(module, question.prediction(), question.typed())
                : asked.isEmpty() ? card : asked;
        Screen.Laid laid =
                screen.lay(new Screen.View(module, shown, notice, body, from, keys()), window.rows(), window.columns());
        from = laid.from();
        page = laid.page();
        window.draw(laid.lines());
    }

    private String keys() {
        if (question != null) {
            return "Enter answers   Esc later";
        }
        return Screen.keys(progress.of(module).passed(), course.after(module).isPresent());
    }

    private void closeFiles() {
        if (files != null) {
            files.close();
        }
    }

    @Override
    public void close() {
        closeFiles();
        loop.close();
    }

    /** Puts what the loop tells into the queue. */
    private final class Reporter implements Loop.Listener {

        @Override
        public void began(Loop.Run of) {
            events.add(new Event.Began(of));
        }

        @Override
        public void result(Loop.Run of, TestResult result) {
            events.add(new Event.Tested(of, result));
        }

        @Override
        public void ended(Loop.Run of, LearnerRun.Outcome outcome) {
            events.add(new Event.Ended(of, outcome));
        }

        @Override
        public void culprit(Loop.Run of, Module earlier) {
            events.add(new Event.Blamed(of, earlier));
        }

        @Override
        public void notice(Loop.Run of, String text) {
            events.add(new Event.Noticed(text));
        }

        @Override
        public void failed(Loop.Run of, String text) {
            events.add(new Event.Failed(of, text));
        }
    }
}
