package workbook.coach.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.coach.cli.Workbook;
import workbook.coach.worker.WorkerMain;

/** What an open watch has running on Linux: the coach and its workers, the clone's server and its keeper. */
final class ProcessesOfAClone {

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern ZOMBIE_CHILD_OF = Pattern.compile("(?s).*\\) Z (\\d+) .*");
    private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");

    private final Path home;
    private final ProcessHandle launcher;

    /**
     * The memory that they take, shared pages shared out among those who use them.
     *
     * @param coach   megabytes of the coach
     * @param workers megabytes of the worker and its successor
     * @param server  megabytes of PostgreSQL and its keeper
     */
    record Memory(long coach, long workers, long server) {

        long all() {
            return coach + workers + server;
        }

        @Override
        public String toString() {
            return all() + " MB (coach " + coach + ", workers " + workers + ", server " + server + ")";
        }
    }

    /** @param launcher the process in the terminal */
    ProcessesOfAClone(Path home, ProcessHandle launcher) {
        this.home = home;
        this.launcher = launcher;
    }

    /** All of them that are alive. */
    private List<ProcessHandle> alive() {
        Matcher pid = PID.matcher(read(home.resolve(".workbook/server.json")));
        Stream<ProcessHandle> server =
                pid.find() ? ProcessHandle.of(Long.parseLong(pid.group(1))).stream() : Stream.of();
        Stream<ProcessHandle> keepers = ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains("ServerKeeper"))
                .filter(process -> commandLine(process).contains(home.toString()));
        return Stream.of(Stream.of(launcher), server, keepers)
                .flatMap(roots -> roots)
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .distinct()
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
    }

    /** Those that have no business without the coach: itself and its workers. */
    List<ProcessHandle> thatEndWithTheCoach() {
        return alive().stream()
                .filter(process -> isOf(Workbook.class, process) || isOf(WorkerMain.class, process))
                .toList();
    }

    Memory memory() {
        long coach = 0;
        long workers = 0;
        long server = 0;
        for (ProcessHandle process : alive()) {
            Matcher pss = PSS.matcher(read(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")));
            long kilobytes = pss.find() ? Long.parseLong(pss.group(1)) : 0;
            if (isOf(WorkerMain.class, process)) {
                workers += kilobytes;
            } else if (isOf(Workbook.class, process)) {
                coach += kilobytes;
            } else {
                server += kilobytes;
            }
        }
        return new Memory(coach / 1024, workers / 1024, server / 1024);
    }

    /** How many children of theirs have ended without anyone asking what became of them. */
    long zombies() {
        List<Long> parents = alive().stream().map(ProcessHandle::pid).toList();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(process -> ZOMBIE_CHILD_OF.matcher(read(process.resolve("stat"))))
                    .filter(zombie -> zombie.matches() && parents.contains(Long.parseLong(zombie.group(1))))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Class<?> main, ProcessHandle process) {
        return commandLine(process).contains(main.getName());
    }

    private static String commandLine(ProcessHandle process) {
        return read(Path.of("/proc", Long.toString(process.pid()), "cmdline")).replace('\0', ' ');
    }

    /** Nothing of what is not there any more. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
