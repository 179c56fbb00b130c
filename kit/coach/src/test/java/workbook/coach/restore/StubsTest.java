package workbook.coach.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.coach.FakeCourse;
import workbook.coach.FakeRepository;
import workbook.coach.UserException;
import workbook.coach.curriculum.Course;
import workbook.coach.files.Folders;
import workbook.coach.git.Git;

class StubsTest {

    private static final String COUNT = "exercises/00-count/src/main/java/count/Count.java";

    @TempDir
    Path folder;

    private FakeCourse fake;
    private Course course;
    private String stub;

    @BeforeEach
    void fakeCourse() {
        fake = new FakeCourse(folder);
        fake.recordStubs();
        course = fake.course();
        stub = Folders.read(folder.resolve(COUNT));
    }

    @Test
    @DisplayName("the stub is found in the history, also when the learner has committed since")
    void committedOver() {
        FakeRepository repository = new FakeRepository(folder);
        repository.commit();
        fake.write(COUNT, "one");
        repository.commit();
        fake.write(COUNT, "two");
        repository.commit();
        fake.write(COUNT, "three");

        assertThat(stubs().ofChanged(fake.module("00"))).containsOnlyKeys(COUNT).containsValue(stub);
        assertThat(stubs().ofChanged(fake.module("01")))
                .as("files that are as they were")
                .isEmpty();
    }

    @Test
    @DisplayName("a stub that no commit has: one sentence")
    void notFound() {
        fake.write(COUNT, "one");
        new FakeRepository(folder).commit();
        assertThatThrownBy(() -> stubs().ofChanged(fake.module("00")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The stub of " + COUNT + " is nowhere in this clone's history: copy");
    }

    @Test
    @DisplayName(
            "a folder without history, one without a commit, a machine without git: git's own words, and what to do")
    void noHistory() {
        fake.write(COUNT, "one");
        assertThatThrownBy(() -> stubs().ofChanged(fake.module("00")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The stub of " + COUNT
                        + " can't be looked for in this clone's history. git log failed " + "with status 128: fatal: ")
                .hasMessageEndingWith("\nMend that, or copy the file from a fresh clone. Nothing was changed.");
        new FakeRepository(folder);
        assertThatThrownBy(() -> stubs().ofChanged(fake.module("00")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("git log failed with status 128: fatal: ");
        assertThatThrownBy(() -> new Stubs(course, Git.in(folder, "no-such-git")).ofChanged(fake.module("00")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no git on the PATH");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the git that is told so is a shell script")
    @DisplayName("a clone that belongs to somebody else is refused by git, in git's own words")
    void ofSomebodyElse() throws IOException {
        new FakeRepository(folder).commit();
        fake.write(COUNT, "one");
        Path stranger = folder.resolve("git-of-a-stranger");
        Files.writeString(stranger, "#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"\n");
        assertThat(stranger.toFile().setExecutable(true)).isTrue();
        Git git = Git.in(folder, stranger.toString());
        assertThatThrownBy(() -> new Stubs(course, git).ofChanged(fake.module("00")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("git log failed with status 128: fatal: detected dubious ownership in repository")
                .hasMessageContaining("git config --global --add safe.directory ");
        assertThatThrownBy(() -> git.show("HEAD", COUNT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("dubious ownership");
    }

    @Test
    @DisplayName("two backups in one second do not meet")
    void backups() {
        LocalDateTime now = LocalDateTime.of(2024, 5, 6, 7, 8, 9);
        Path first = Backup.keep(course, List.of(COUNT), now);
        fake.write(COUNT, "later");
        Path second = Backup.keep(course, List.of(COUNT), now);

        assertThat(first).isEqualTo(folder.resolve(".workbook/backup/2024-05-06T07-08-09"));
        assertThat(first.resolve(COUNT)).hasContent(stub);
        assertThat(second.resolve(COUNT)).hasContent("later");
    }

    private Stubs stubs() {
        return new Stubs(course, Git.in(folder));
    }
}
