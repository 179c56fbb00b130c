package workbook.coach.curriculum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import workbook.coach.Spelling;
import workbook.coach.UserException;

/**
 * A course: a clone's folder and the modules of its manifest, {@code exercises/curriculum.yaml}.
 *
 * @param home    the clone's top folder
 * @param modules in the order in which they are learnt
 */
public record Course(Path home, List<Module> modules) {

    /**
     * Reads the manifest of a clone.
     *
     * @throws UserException when it is missing or malformed, with the place
     */
    public static Course load(Path home) {
        Path manifest = home.resolve("exercises/curriculum.yaml");
        try {
            Object yaml = new Load(
                            LoadSettings.builder().setLabel("curriculum.yaml").build())
                    .loadFromString(Files.readString(manifest));
            List<Module> modules = new ArrayList<>();
            for (Object entry : list(map(yaml, "the manifest").get("modules"), "modules")) {
                modules.add(module(map(entry, "an entry of modules")));
            }
            return new Course(home, List.copyOf(modules));
        } catch (IOException e) {
            throw new UserException("Can't read " + manifest + ": " + e.getMessage() + ". Is this a whole clone?");
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new UserException(manifest + ": " + e.getMessage().strip());
        }
    }

    /** The folder that a module's learner edits. */
    public Path exercise(Module module) {
        return home.resolve("exercises").resolve(module.id());
    }

    /** The folder of a module's reference. */
    public Path solution(Module module) {
        return home.resolve("solutions").resolve(module.id());
    }

    /**
     * The reference of one file that the learner edits.
     *
     * @param file from the module's folder on, such as {@code sql/02-appending.sql}
     */
    public Path reference(Module module, String file) {
        return file.startsWith("sql/") ? home.resolve(file) : solution(module).resolve(file);
    }

    /** A file's path from the clone's top folder on, with slashes on every system. */
    public String shown(Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }

    /** Where the coach keeps what it makes; never in git. */
    public Path hidden() {
        return home.resolve(".workbook");
    }

    /** The modules before this one, in order. */
    public List<Module> before(Module module) {
        return modules.subList(0, modules.indexOf(module));
    }

    /** The module after this one. */
    public Optional<Module> after(Module module) {
        int next = modules.indexOf(module) + 1;
        return next < modules.size() ? Optional.of(modules.get(next)) : Optional.empty();
    }

    /**
     * Finds a module by what somebody typed: {@code 2}, {@code 02}, {@code 02-appending} or {@code appending}.
     *
     * @throws UserException when there is none, with the nearest match
     */
    public Module find(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        String number = wanted.matches("\\d") ? "0" + wanted : wanted;
        return modules.stream()
                .filter(m -> m.id().equals(wanted)
                        || m.number().equals(number)
                        || m.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new UserException("There is no module '" + typed + "'. The nearest is "
                        + nearest(wanted).id() + "; ./workbook list shows them all."));
    }

    private Module nearest(String wanted) {
        return modules.stream()
                .min(Comparator.comparingInt(m -> Stream.of(m.id(), m.name(), m.number())
                        .mapToInt(name -> Spelling.distance(wanted, name))
                        .min()
                        .getAsInt()))
                .orElseThrow(() -> new UserException("The manifest exercises/curriculum.yaml has no modules."));
    }

    private static Module module(Map<?, ?> entry) {
        String id = text(entry, "id");
        if (!id.matches("\\d\\d-[a-z-]+")) {
            throw new IllegalArgumentException("the id '" + id + "' is not like 02-appending");
        }
        Map<?, ?> minutes = map(entry.get("minutes"), id + ": minutes");
        return new Module(
                id,
                text(entry, "title"),
                text(entry, "tier"),
                number(minutes.get("talk"), id + ": minutes.talk"),
                number(minutes.get("self-paced"), id + ": minutes.self-paced"),
                list(entry.get("fast"), id + ": fast").stream()
                        .map(task -> number(task, id + ": fast"))
                        .toList(),
                list(entry.get("edit"), id + ": edit").stream()
                        .map(Objects::toString)
                        .toList(),
                list(entry.get("tasks"), id + ": tasks").stream()
                        .map(Objects::toString)
                        .toList());
    }

    private static String text(Map<?, ?> entry, String key) {
        if (entry.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a module has no '" + key + "' (" + entry + ")");
    }

    private static int number(Object value, String where) {
        if (value instanceof Integer number) {
            return number;
        }
        throw new IllegalArgumentException(where + " should be a whole number, and is " + value);
    }

    private static Map<?, ?> map(Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(where + " should have keys and values, and is " + value);
    }

    private static List<?> list(Object value, String where) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(where + " should be a list, and is " + value);
    }
}
