package workbook.coach.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import workbook.coach.Trouble;
import workbook.coach.build.Folders;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;
import workbook.coach.progress.Progress;
import workbook.coach.report.Asides;
import workbook.coach.report.Cards;
import workbook.coach.report.Diff;
import workbook.coach.report.Hints;
import workbook.coach.report.Ink;
import workbook.coach.report.ModuleTable;
import workbook.coach.report.Place;
import workbook.coach.report.Prediction;
import workbook.coach.report.StoreQuery;
import workbook.coach.report.Text;
import workbook.coach.run.Lane;
import workbook.coach.run.LastDatabase;
import workbook.coach.run.Runner;
import workbook.coach.run.Verdict;
import workbook.coach.worker.TestResult;
import workbook.testing.postgres.PostgresLadder;

/**
 * The place where a learner lives: one screen that follows the file that is being written. Keys are read in the caller's
 * thread; the loop and the watched files call in from threads of their own.
 */
public final class Watch implements Loop.Listener, AutoCloseable {

    private static final String ROWS = "select * from events order by stream_id, version limit 20";

    private final Course course;
    private final Progress progress;
    private final Lane lane;
    private final Ink ink;
    private final Terminal terminal;
    private final Screen screen;
    private final Cards cards;
    private final Loop loop;
    private final List<TestResult> results = new ArrayList<>();
    private SavedFiles files;
    private Module module;
    private Verdict verdict;
    private String notice = "";
    private String card = "";
    private String asked = "";

    public Watch(Course course, Progress progress, Lane lane, Ink ink, Terminal terminal, Runner runner) {
        this.course = course;
        this.progress = progress;
        this.lane = lane;
        this.ink = ink;
        this.terminal = terminal;
        this.screen = new Screen(course, ink);
        this.cards = new Cards(course, ink);
        this.loop = new Loop(course, progress, lane, runner, this);
    }

    /** Shows a module and follows it, until the learner quits. */
    public void follow(Module first) throws IOException, InterruptedException {
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.handle(Terminal.Signal.WINCH, signal -> draw());
        try {
            open(first);
            NonBlockingReader keys = terminal.reader();
            for (int key = keys.read(); key >= 0 && key != 'q' && key != 3 && key != 4; key = keys.read()) {
                press(key);
            }
        } finally {
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    private void press(int key) throws IOException, InterruptedException {
        switch (key) {
            case 'r', '\r', '\n' -> again();
            case 'n' -> course.after(module).ifPresent(this::open);
            case 'p' -> course.before(module).reversed().stream().findFirst().ifPresent(this::open);
            case 'h' -> show(() -> new Hints(course, module, ink).next(progress, Math.max(1, progress.of(module).openTask())));
            case 'l' -> show(() -> ModuleTable.of(course, progress));
            case 's' -> show(this::rows);
            case 'd' -> show(this::diff);
            case 'o' -> edit();
            default -> show(() -> "");
        }
    }

    private void open(Module next) {
        Prediction.askOnce(course, progress, next, this::ask);
        synchronized (this) {
            module = next;
            verdict = null;
            card = "";
            asked = "";
            notice = "";
            results.clear();
        }
        watchFiles();
        loop.run(next);
    }

    private void again() {
        show(() -> "");
        loop.run(module);
    }

    private void watchFiles() {
        closeFiles();
        Path folder = course.exercise(module);
        Set<Path> own = new LinkedHashSet<>();
        module.edit().forEach(file -> own.add(folder.resolve(file)));
        own.addAll(Folders.files(folder.resolve("src"), ".java"));
        List<Path> references = module.edit().stream().map(file -> course.reference(module, file)).toList();
        files = new SavedFiles(Stream.concat(own.stream(), references.stream()).toList(), this::saved);
    }

    private void saved(Path file) {
        if (file.startsWith(course.exercise(module))) {
            loop.run(module);
        } else {
            savedReference(file);
        }
    }

    private void savedReference(Path file) {
        String edit = module.edit().stream().filter(name -> course.reference(module, name).equals(file)).findFirst().orElse("");
        say(course.shown(file) + " is the reference. Your own file is exercises/" + module.id() + "/" + edit);
    }

    /** The failing test's rows as it left them; on green, the last test's events. */
    private String rows() {
        Optional<String> left = Optional.ofNullable(verdict).flatMap(Verdict::firstFailure)
                .map(result -> result.failure().rows()).filter(rows -> !rows.isEmpty());
        return left.orElseGet(() -> LastDatabase.of(course)
                .map(database -> ROWS + "\n" + new StoreQuery(PostgresLadder.climb(), database).table(ROWS, false))
                .orElse("The tests of this module leave no rows."));
    }

    private String diff() {
        return progress.of(module).passed() ? new Diff(course, ink).toReference(module)
                : "The reference can be compared once the module is done. Until then: ./workbook diff "
                + module.number() + " --give-up";
    }

    private void edit() throws IOException, InterruptedException {
        Optional<Editor> editor = Editor.find(System.getenv());
        if (editor.isEmpty()) {
            say("There is no editor to open: set VISUAL or EDITOR to yours.");
            return;
        }
        editor.get().start(course.home(), placeToOpen());
        draw();
    }

    private Place placeToOpen() {
        return Optional.ofNullable(verdict).flatMap(red -> cards.placeToOpen(module, red)).orElseGet(
                () -> new Place(course.home().relativize(course.exercise(module).resolve(module.edit().getFirst())), 0));
    }

    /** Asks a question over the whole screen; an empty answer skips it. */
    private String ask(String question) {
        StringBuilder answer = new StringBuilder();
        NonBlockingReader keys = terminal.reader();
        try {
            while (true) {
                paint(List.of(ink.bold("Before you begin: what do you think?"), "",
                        Text.wrap(question, 2), "", "  > " + answer, "", ink.faint("Enter goes on, with or without an answer")));
                int key = keys.read();
                if (key < 0 || key == '\r' || key == '\n' || key == 3 || key == 4) {
                    return answer.toString();
                }
                if (key == 127 || key == 8) {
                    answer.setLength(Math.max(0, answer.length() - 1));
                } else if (key >= ' ') {
                    answer.append((char) key);
                }
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** What a key asks for; a Trouble is shown like anything else. */
    private void show(Supplier<String> text) {
        String shown;
        try {
            shown = text.get();
        } catch (Trouble e) {
            shown = e.getMessage();
        }
        synchronized (this) {
            asked = shown;
        }
        draw();
    }

    private void say(String line) {
        synchronized (this) {
            notice = line;
        }
        draw();
    }

    @Override
    public void began(Module begun) {
        synchronized (this) {
            results.clear();
            notice = verdict == null && card.isEmpty() ? "Running the tests ..." : "Running again ...";
        }
        draw();
    }

    @Override
    public void result(TestResult result) {
        synchronized (this) {
            boolean first = results.stream().allMatch(TestResult::passed) && !result.passed();
            results.add(result);
            if (!first) {
                return;
            }
            card = cards.of(module, new Verdict(module.id(), List.of(), results));
            asked = "";
        }
        draw();
    }

    @Override
    public void verdict(Module of, Verdict whole, Optional<String> buildingOn) {
        synchronized (this) {
            verdict = whole;
            card = cards.of(of, whole, Asides.of(course, progress, of, whole, lane));
            notice = buildingOn.orElse("");
            asked = "";
        }
        draw();
    }

    @Override
    public void culprit(Module earlier) {
        synchronized (this) {
            card = cards.of(module, verdict, Asides.of(course, progress, module, verdict, lane).blaming(earlier));
        }
        draw();
    }

    @Override
    public void notice(String text) {
        say(text);
    }

    @Override
    public void trouble(String text) {
        synchronized (this) {
            notice = "";
            card = Text.wrap(text, 2);
        }
        draw();
    }

    private synchronized void draw() {
        if (module != null) {
            boolean before = results.isEmpty() && verdict != null;
            Verdict shown = new Verdict(module.id(), List.of(), before ? verdict.results() : results);
            paint(screen.lines(progress, cards.tasks(module, shown), notice, asked.isEmpty() ? card : asked,
                    terminal.getHeight(), terminal.getWidth() == 0 ? Text.WIDTH : terminal.getWidth()));
        }
    }

    private synchronized void paint(List<String> lines) {
        terminal.puts(Capability.clear_screen);
        terminal.writer().print(String.join("\r\n", lines).replaceAll("(?<!\r)\n", "\r\n"));
        terminal.writer().flush();
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
}
