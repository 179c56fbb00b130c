package workbook.coach.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.files.Folders;

class BuiltFromTest {

    private static final Instant NOW = Instant.now();
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path home;

    private Path source;

    @BeforeEach
    void fakeClone() throws IOException {
        source = home.resolve("kit/coach/src/main/java/Coach.java");
        write(home.resolve("pom.xml"), "<project/>", NOW.minus(HOUR.multipliedBy(3)));
        write(source, "class Coach { }", NOW.minus(HOUR.multipliedBy(3)));
        write(home.resolve(".workbook/lib/began"), "", NOW.minus(HOUR));
    }

    @Test
    @DisplayName("a coach that was just built is up to date, and stays it as long as nothing changes")
    void unchanged() {
        assertThat(outdated()).as("the first start").isFalse();
        assertThat(outdated()).as("the second start").isFalse();
    }

    @Test
    @DisplayName("another content, a new file and one that is gone are noticed, whatever their times say")
    void changed() throws IOException {
        outdated();
        FileTime time = Files.getLastModifiedTime(source);
        write(source, "class Coach { int i; }", time.toInstant());
        assertThat(outdated()).as("another size").isTrue();
        write(source, "class Couch { }", NOW.minus(HOUR.multipliedBy(9)));
        assertThat(outdated()).as("an older file of the same size").isTrue();
        write(source, "class Coach { }", time.toInstant());
        assertThat(outdated()).as("as it was").isFalse();

        Path other = home.resolve("kit/coach/pom.xml");
        write(other, "<project/>", NOW.minus(HOUR.multipliedBy(3)));
        assertThat(outdated()).as("a new file").isTrue();
        Files.delete(other);
        Files.delete(source);
        assertThat(outdated()).as("a file that is gone").isTrue();
    }

    @Test
    @DisplayName("a file that was only touched changes nothing, and its new time is remembered")
    void touched() throws IOException {
        outdated();
        Files.setLastModifiedTime(source, FileTime.from(NOW));
        assertThat(outdated()).isFalse();
        assertThat(Files.readString(home.resolve(".workbook/lib/sources"))).contains(" " + NOW.toEpochMilli() + " ");
    }

    @Test
    @DisplayName("a file of tomorrow is a file like any other")
    void tomorrow() throws IOException {
        Files.setLastModifiedTime(source, FileTime.from(NOW.plus(HOUR.multipliedBy(24))));
        assertThat(outdated()).as("the first start").isFalse();
        assertThat(outdated()).as("the second start").isFalse();
        write(source, "class Couch { }", NOW);
        assertThat(outdated()).as("its content changed").isTrue();
    }

    @Test
    @DisplayName("what was saved while the coach was being built is not taken for built")
    void savedMeanwhile() throws IOException {
        Files.setLastModifiedTime(source, FileTime.from(NOW.minus(HOUR.dividedBy(2))));
        assertThat(outdated()).as("the first start after that build").isFalse();
        assertThat(outdated()).as("the second start").isTrue();
    }

    @Test
    @DisplayName("tests, build folders and hidden files are no part of the coach")
    void leftOut() throws IOException {
        outdated();
        for (String file :
                new String[] {"coach/target/x", "coach/src/test/java/T.java", "coach/src/main/java/.Coach.java.swp"}) {
            write(home.resolve("kit").resolve(file), "x", NOW);
        }
        assertThat(outdated()).isFalse();
    }

    @Test
    @DisplayName("a coach that no launcher has built never asks for a build")
    void notLaunched() throws IOException {
        Files.delete(home.resolve(".workbook/lib/began"));
        assertThat(outdated()).isFalse();
        assertThat(home.resolve(".workbook/lib/sources")).doesNotExist();
    }

    private boolean outdated() {
        return new BuiltFrom(home).isOutdated();
    }

    private static void write(Path file, String text, Instant time) throws IOException {
        Folders.write(file, text);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
