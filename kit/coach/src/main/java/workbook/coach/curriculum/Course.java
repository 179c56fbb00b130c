package workbook.coach.curriculum;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.coach.Spelling;
import workbook.coach.UserException;

/**
 * A course: a clone's folder and the modules of its manifest, {@code exercises/curriculum.yaml}.
 *
 * @param home    the clone's top folder
 * @param modules in the order in which they are learnt
 */
public record Course(Path home, List<Module> modules) {

    /** What the manifest holds. */
    private record Manifest(@JsonProperty(required = true) List<Entry> modules) {}

    private record Minutes(
            @JsonProperty(required = true) int talk,
            @JsonProperty(value = "self-paced", required = true) int selfPaced) {}

    private record Entry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) String tier,
            @JsonProperty(required = true) Minutes minutes,
            @JsonProperty(required = true) List<Integer> fast,
            @JsonProperty(required = true) List<String> edit,
            @JsonProperty(required = true) List<String> tasks) {

        Module module() {
            if (!id.matches("\\d\\d-[a-z-]+")) {
                throw new IllegalArgumentException("the id '" + id + "' is not like 02-appending");
            }
            return new Module(id, title, tier, minutes.talk(), minutes.selfPaced(), fast, edit, tasks);
        }
    }

    /**
     * Reads the manifest of a clone.
     *
     * @throws UserException when it is missing or malformed, with the place
     */
    public static Course load(Path home) {
        Path manifest = home.resolve("exercises/curriculum.yaml");
        try {
            List<Entry> entries =
                    Yaml.read(Files.readString(manifest), Manifest.class).modules();
            return new Course(home, entries.stream().map(Entry::module).toList());
        } catch (IOException e) {
            throw new UserException("Can't read " + manifest + ": " + e.getMessage() + ". Is this a whole clone?");
        } catch (IllegalArgumentException e) {
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
}
