package workbook.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Plays a long history of random commands against the code under test and against a model of a few plain lines, and compares
 * every answer. The first difference is cut down to the few steps that are needed for it, and shown.
 *
 * <p>The idea is QuickCheck's: random input from a seed, a model, and a counterexample that shrinks (<a
 * href="https://www.cs.tufts.edu/~nr/cs257/archive/john-hughes/quick.pdf">Claessen and Hughes, 2000</a>). Nothing here is left
 * to luck: the seeds are fixed, so a run says today what it said yesterday.
 *
 * @param <C> what a step is: a command with all that it needs, so that it can be played again in a shorter history
 */
public final class Duel<C> {

    /** System property: {@code true} where somebody waits for the verdict. */
    public static final String SHORT = "workbook.duel.short";

    /**
     * Stands in what a duel says that was lost: the history is cut down for as long as there is time, so what is left of it
     * differs from run to run.
     */
    public static final String CUT_DOWN = "the shortest of a history of ";

    private static final long SHRINKING_MILLIS = 500;

    /** Makes commands and begins histories. */
    public interface Game<C> {

        /**
         * One more command of a history.
         *
         * @param step which one it is, from 0: going through the kinds of commands in turn, a short history has all of them
         */
        C command(int step, Random random);

        /**
         * Begins a history with nothing in it, on streams that no other history has.
         *
         * @param number a number that no other history of this test has
         */
        History<C> begin(int number) throws Exception;
    }

    /** One history, played on both sides. */
    public interface History<C> {

        /**
         * Plays a command on the model and on the code.
         *
         * @return both answers
         */
        Answers play(C command) throws Exception;

        /** Reads everything back, on both sides. */
        Answers readBack() throws Exception;
    }

    /**
     * What both sides say to one question; they part where these differ.
     *
     * @param model what should be
     * @param code  what the code under test says
     */
    public record Answers(Object model, Object code) {

        boolean differ() {
            return !model.equals(code);
        }
    }

    /**
     * A history that ends in a difference.
     *
     * @param said what both sides said to each command, as far as it was played
     * @param last the answers that differ
     */
    private record Parted<C>(List<C> commands, List<Answers> said, Answers last, boolean readingBack) {}

    private final Game<C> game;
    private int histories;

    private Duel(Game<C> game) {
        this.game = game;
    }

    /**
     * Plays a game: 60 commands where somebody waits for the verdict, else ten times 400.
     *
     * @throws AssertionError when the sides part, with the shortest history found that makes them
     */
    public static <C> void of(Game<C> game) throws Exception {
        of(game, isShort() ? 60 : 400, isShort() ? 1 : 10);
    }

    /** Whether somebody waits for the verdict. */
    public static boolean isShort() {
        return Boolean.getBoolean(SHORT);
    }

    static <C> void of(Game<C> game, int commands, int seeds) throws Exception {
        Duel<C> duel = new Duel<>(game);
        for (int seed = 1; seed <= seeds; seed++) {
            duel.play(seed, commands);
        }
    }

    private void play(long seed, int length) throws Exception {
        Random random = new Random(seed);
        List<C> commands = new ArrayList<>();
        for (int step = 0; step < length; step++) {
            commands.add(game.command(step, random));
        }
        Parted<C> parted = played(commands);
        if (parted != null) {
            throw new AssertionError(story(shortest(parted), seed, length));
        }
    }

    /** Plays a history up to the first difference. @return where the sides parted, or null when they did not */
    private Parted<C> played(List<C> commands) throws Exception {
        History<C> history = game.begin(++histories);
        List<Answers> said = new ArrayList<>();
        for (C command : commands) {
            Answers answers = history.play(command);
            said.add(answers);
            if (answers.differ()) {
                return new Parted<>(List.copyOf(commands.subList(0, said.size())), said, answers, false);
            }
        }
        Answers readBack = history.readBack();
        return readBack.differ() ? new Parted<>(List.copyOf(commands), said, readBack, true) : null;
    }

    /** Leaves out what is not needed: halves, quarters, and so on down to single steps, as long as there is time. */
    private Parted<C> shortest(Parted<C> found) throws Exception {
        long deadline = System.nanoTime() + SHRINKING_MILLIS * 1_000_000;
        Parted<C> shortest = found;
        for (int size = shortest.commands().size() / 2;
                size > 0;
                size = Math.min(size / 2, shortest.commands().size())) {
            for (int from = 0; from < shortest.commands().size() && System.nanoTime() < deadline; ) {
                Parted<C> without = played(without(shortest.commands(), from, size));
                if (without == null) {
                    from += size;
                } else {
                    shortest = without;
                }
            }
        }
        return shortest;
    }

    private static <C> List<C> without(List<C> commands, int from, int size) {
        List<C> rest = new ArrayList<>(commands.subList(0, from));
        rest.addAll(commands.subList(Math.min(commands.size(), from + size), commands.size()));
        return rest;
    }

    private static <C> String story(Parted<C> parted, long seed, int length) {
        StringBuilder story = new StringBuilder("these steps do not give what the lesson says (" + CUT_DOWN)
                .append(length)
                .append(" steps, seed ")
                .append(seed)
                .append("):\n");
        for (int step = 0; step < parted.commands().size(); step++) {
            boolean isLast = step == parted.commands().size() - 1 && !parted.readingBack();
            story.append("\n  ")
                    .append(step + 1)
                    .append("  ")
                    .append(parted.commands().get(step));
            if (!isLast) {
                story.append("\n       -> ").append(parted.said().get(step).code());
            }
        }
        if (parted.readingBack()) {
            story.append("\n  ").append(parted.commands().size() + 1).append("  read everything back");
        }
        return story.append("\n\n  should be: ")
                .append(parted.last().model())
                .append("\n  but was:   ")
                .append(parted.last().code())
                .toString();
    }
}
