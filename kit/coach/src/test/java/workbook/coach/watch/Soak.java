package workbook.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.coach.files.Folders;
import workbook.testing.postgres.EmbeddedServer;
import workbook.testing.postgres.WorkbookHome;

/**
 * The watch, open for long: every other second module 02's store is saved, right, wrong, half-typed, endless and unreadable in
 * turn, and each time the screen has to show the verdict of that save. {@code .ci/soak} runs it in a clone of its own.
 */
class Soak {

    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final int ROUNDS_TO_WARM_UP = 5;
    private static final int ROUNDS_TO_THE_LIMIT = 10;
    private static final double FLAT = 1.25;
    private static final String LOOPS = "did not end within 20 seconds";
    private static final String RUNS = "Running again ...";

    private final Path home = WorkbookHome.find();
    private final Path file = home.resolve("exercises/02-appending/src/main/java/eventstore/appending/EventStore.java");
    private final String reference =
            Folders.read(home.resolve("solutions/02-appending/src/main/java/eventstore/appending/EventStore.java"));
    private int saves;

    /** A kind of save, and what the screen has to show of it, and of no other kind. */
    private enum Kind {
        WRONG("x a stream is read in the order of its versions"),
        HALF_TYPED("does not compile yet"),
        ENDLESS(LOOPS),
        UNREADABLE("has the byte E9 where no character begins"),
        RIGHT("02 Append and read  done");

        private final String shows;

        Kind(String shows) {
            this.shows = shows;
        }
    }

    @Test
    @DisplayName("saves without end: every verdict is right, nothing grows, nothing is left")
    void soak() throws Exception {
        Folders.copyFile(
                home.resolve("sql/02-appending.sql"), home.resolve("exercises/02-appending/sql/02-appending.sql"));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Integer.getInteger("soak.minutes", 30));
        List<ProcessesOfAClone.Memory> memory = new ArrayList<>();
        long zombies;
        try (PseudoTerminal terminal =
                new PseudoTerminal(home, Map.of(), home.resolve("workbook").toString(), "watch", "02")) {
            terminal.await("before you begin");
            terminal.type("\u001B");
            ProcessesOfAClone processes = new ProcessesOfAClone(home, terminal.process());
            for (int round = 0; round < ROUNDS_TO_WARM_UP || System.nanoTime() < end; round++) {
                round(terminal, round);
                if (round >= ROUNDS_TO_WARM_UP - 1) {
                    memory.add(processes.memory());
                }
            }
            zombies = processes.zombies();
            List<ProcessHandle> ending = processes.thatEndWithTheCoach();
            terminal.type("q");
            assertThat(terminal.awaitEnd()).as("the exit status").isZero();
            for (ProcessHandle process : ending) {
                process.onExit().get(PseudoTerminal.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        List<String> kept = databases();
        List<String> left = databasesAfterAnotherRun();
        left.retainAll(kept);
        System.out.printf(
                "Soak: %d saves, every verdict right. Memory %s first, %s at most, %s last. %d zombies. "
                        + "%d databases when the watch ended, %d of them left by the next run.%n",
                saves,
                memory.getFirst(),
                Collections.max(memory, Comparator.comparing(ProcessesOfAClone.Memory::all)),
                memory.getLast(),
                zombies,
                kept.size(),
                left.size());
        assertThat(zombies).as("zombies").isZero();
        assertThat(left).as("databases that the next run has left").isEmpty();
        assertThat(memory.getLast().all()).as("megabytes at the end").isLessThan((long)
                (memory.getFirst().all() * FLAT));
    }

    private void round(PseudoTerminal terminal, int number) throws Exception {
        for (Kind kind : Kind.values()) {
            if (kind == Kind.ENDLESS && number % ROUNDS_TO_THE_LIMIT != 0) {
                interrupted(terminal);
            } else {
                save(terminal, kind);
            }
        }
    }

    /** Saves, and waits for the verdict. When the beat is over it has to stand there still. */
    private void save(PseudoTerminal terminal, Kind kind) throws Exception {
        long began = System.nanoTime();
        write(kind);
        terminal.awaitVerdict(kind.shows);
        TimeUnit.NANOSECONDS.sleep(began + BEAT.toNanos() - System.nanoTime());
        String shown = terminal.shown();
        assertThat(shown).as("save %d, %s", saves, kind).contains(kind.shows).doesNotContain(RUNS);
        for (Kind other : Kind.values()) {
            if (other != kind) {
                assertThat(shown).as("save %d, %s", saves, kind).doesNotContain(other.shows);
            }
        }
    }

    /** Saves what never ends; the next save, a beat later, ends it. */
    private void interrupted(PseudoTerminal terminal) throws Exception {
        long began = System.nanoTime();
        write(Kind.ENDLESS);
        terminal.await(RUNS);
        TimeUnit.NANOSECONDS.sleep(began + BEAT.toNanos() - System.nanoTime());
        assertThat(terminal.shown()).as("save %d, %s", saves, Kind.ENDLESS).contains(RUNS);
    }

    /** Half of the editors write a file anew, half of them put another in its place. */
    private void write(Kind kind) throws Exception {
        String count = "// save " + ++saves + "\n";
        byte[] text = (count + text(kind))
                .getBytes(kind == Kind.UNREADABLE ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        if (saves % 2 == 0) {
            Files.write(file, text);
        } else {
            Path beside = Files.write(file.resolveSibling(".EventStore.java.swp"), text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String text(Kind kind) {
        return switch (kind) {
            case RIGHT -> reference;
            case WRONG -> reference.replace("order by version\"", "order by version desc\"");
            case HALF_TYPED -> reference.substring(0, reference.indexOf("AppendCall.send("));
            case ENDLESS ->
                reference.replace("        try {\n", "        try {\n            while (events != null) { }\n");
            case UNREADABLE -> "// caf\u00e9\n" + reference;
        };
    }

    /** A run drops what those before it have left over. */
    private List<String> databasesAfterAnotherRun() throws Exception {
        Process run = new ProcessBuilder(home.resolve("workbook").toString(), "run", "02")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(run.waitFor())
                .as("the exit status of a run of what was saved last")
                .isZero();
        return databases();
    }

    private List<String> databases() throws Exception {
        List<String> names = new ArrayList<>();
        try (Connection connection =
                        EmbeddedServer.of(home).running().orElseThrow().connect();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select datname from pg_database where datname like 'wb\\_%' and datname not like"
                                + " '%\\_template\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
