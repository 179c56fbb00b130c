package workbook.coach.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.UserException;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Mistake;
import workbook.coach.curriculum.Module;
import workbook.coach.files.Folders;

class NewModuleTest {

    @TempDir
    Path folder;

    private FakeCourse fake;

    @BeforeEach
    void course() {
        fake = new FakeCourse(folder);
    }

    @Test
    @DisplayName("a new module has every part that a module has; what it lacks are its author's words")
    void everyPart() {
        List<String> toWrite = new NewModule(fake.course(), "02-read-models").layOut();

        Module module = fake.module("02");
        assertThat(module.title()).isEqualTo("Read models");
        assertThat(new CourseCheck(fake.course()).findings()).isEmpty();
        assertThat(new TextCheck(fake.course(), module).findings()).isEmpty();
        assertThat(Mistake.of(fake.course(), module)).extracting(Mistake::slug).containsExactly("every-stream-counted");
        Mistake mistake = Mistake.of(fake.course(), module).getFirst();
        assertThat(Sources.mistake(fake.course(), module, mistake).scripts())
                .as("the mistake applies to the reference")
                .singleElement()
                .satisfies(script -> assertThat(Folders.read(script)).contains("count(*) from events);"));
        assertThat(new Unfinished(fake.course(), module).findings())
                .hasSameSizeAs(toWrite)
                .contains("solutions/02-read-models/mistakes/every-stream-counted.md says TO WRITE in 1 line");
        assertThat(toWrite).startsWith("exercises/02-read-models/README.md");
    }

    @Test
    @DisplayName("no placeholder of a template is left in what is laid out")
    void templatesAreFilled() {
        fake.write("notebooks/00-count.jsh", "");
        new NewModule(fake.course(), "02-read-models").layOut();

        assertThat(Folders.files(folder, ""))
                .filteredOn(file -> file.toString().contains("02-read-models"))
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(Folders.read(file)).doesNotContain("{{"));
        assertThat(folder.resolve("exercises/02-read-models/src/main/java/eventstore/readmodels/ReadModels.java"))
                .content()
                .contains("package eventstore.readmodels;", "final class ReadModels");
        assertThat(folder.resolve("exercises/02-read-models/pom.xml"))
                .content()
                .contains("<artifactId>01-double</artifactId>")
                .doesNotContain("00-count");
        assertThat(folder.resolve("notebooks/02-read-models.jsh")).exists();
    }

    @Test
    @DisplayName("it is listed at its place, and the lists are otherwise as they were")
    void listedAtItsPlace() {
        fake.replace("exercises/curriculum.yaml", "01-double", "03-double");
        fake.write(
                "exercises/pom.xml",
                "  <modules>\n    <module>00-count</module>\n    <module>03-double</module>\n  </modules>\n");
        String manifest = Folders.read(folder.resolve("exercises/curriculum.yaml"));

        new NewModule(fake.course(), "02-triple").layOut();

        assertThat(fake.course().modules())
                .extracting(Module::id)
                .containsExactly("00-count", "02-triple", "03-double");
        assertThat(folder.resolve("exercises/pom.xml"))
                .hasContent(
                        """
                  <modules>
                    <module>00-count</module>
                    <module>02-triple</module>
                    <module>03-double</module>
                  </modules>
                """);
        int place = manifest.indexOf("  - id: 03");
        assertThat(folder.resolve("exercises/curriculum.yaml"))
                .content()
                .startsWith(manifest.substring(0, place))
                .endsWith(manifest.substring(place));
    }

    @Test
    @DisplayName("a name that is taken or malformed is refused in a sentence, and nothing is written")
    void refusals() {
        fake.write("sql/02-stray.sql", "-- left over");
        List<Path> before = Folders.files(folder, "");

        refuses(
                "2-triple",
                "'2-triple' can't be a module: write two digits and its name in small letters, joined by dashes, "
                        + "such as 02-global-ordering.");
        refuses("01-triple", "There is a module 01 already, 01-double. The next free number is 02.");
        refuses(
                "02-double",
                "There is a module of that name already, 01-double, and the two would share a Java package: "
                        + "choose another name.");
        refuses(
                "02-switch",
                "The package of module 02-switch would be eventstore.switch, and that is a word of the Java "
                        + "language: choose another name.");
        refuses(
                "02-stray",
                "sql/02-stray.sql is there already, and the manifest does not list it: move it away first.");
        assertThat(Folders.files(folder, "")).isEqualTo(before);
    }

    private void refuses(String id, String why) {
        assertThatThrownBy(() -> new NewModule(fake.course(), id).layOut())
                .isInstanceOf(UserException.class)
                .hasMessage(why);
    }
}
