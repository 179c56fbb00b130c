package workbook.coach.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.coach.files.Folders;
import workbook.testing.postgres.WorkbookHome;

/** The script {@code workbook}, with a java and a mvn that say what they were told. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is workbook.cmd, which .ci/launcher tries")
class LauncherTest {

    @TempDir
    Path folder;

    private Path clone;
    private Path programs;

    @BeforeEach
    void fakeClone() throws IOException {
        folder = folder.toRealPath();
        clone = folder.resolve("work book");
        programs = folder.resolve("bin");
        Folders.write(clone.resolve("pom.xml"), "<project/>");
        Folders.write(clone.resolve("kit/Coach.java"), "class Coach { }");
        Folders.write(clone.resolve(".workbook/lib/began"), "");
        Files.copy(WorkbookHome.find().resolve("workbook"), clone.resolve("workbook"));
        program(clone.resolve("jdk/bin/java"), "printf 'java %s\\n' \"$@\"");
        program(clone.resolve("jdk/bin/javac"), "");
        Folders.write(clone.resolve(".workbook/java"), clone.resolve("jdk/bin/java") + "\n");
    }

    @Test
    @DisplayName("an exported CDPATH does not double the home")
    void cdpath() {
        Ran ran = run(folder, Map.of("CDPATH", folder + ":."), "bash", "work book/workbook", "status");
        assertThat(ran.home()).isEqualTo(clone.toString());
        assertThat(folder).isDirectoryContaining(path -> path.equals(clone)).isDirectoryNotContaining("glob:**\n**");
    }

    @Test
    @DisplayName("started by a link, or by a link to a link, it finds its home where the script lies")
    void links() throws IOException {
        Files.createDirectories(programs);
        Files.createSymbolicLink(programs.resolve("first"), Path.of("../work book/workbook"));
        Files.createSymbolicLink(folder.resolve("second"), programs.resolve("first"));
        Files.createSymbolicLink(folder.resolve("linked"), clone);
        assertThat(run(folder, Map.of(), "bin/first", "status").home()).isEqualTo(clone.toString());
        assertThat(run(folder, Map.of(), "./second", "status").home()).isEqualTo(clone.toString());
        assertThat(run(folder, Map.of(), "linked/workbook", "status").home())
                .as("one real path")
                .isEqualTo(clone.toString());
    }

    @Test
    @DisplayName("it starts in an empty environment")
    void emptyEnvironment() {
        Ran ran = run(clone, Map.of(), "env", "-i", "./workbook", "status");
        assertThat(ran.home()).as(ran.said()).isEqualTo(clone.toString());
        Folders.delete(clone.resolve(".workbook/java"));
        Ran searched = run(clone, Map.of(), "env", "-i", "JAVA_HOME=" + System.getProperty("java.home"), "./workbook");
        assertThat(searched.said()).as("a JDK is looked for").doesNotContain("unbound variable");
    }

    @ParameterizedTest
    @CsvSource({
        "Could not transfer artifact a:b from central: repo.example.org: Temporary failure in name resolution, true",
        "Could not transfer artifact a:b from central: Connect to repo.example.org failed: Connection refused, true",
        "Could not transfer artifact a:b from central: status code: 403 Forbidden, false",
        "COMPILATION ERROR : Coach.java:[1] ';' expected, false"
    })
    @DisplayName("the network is named where Maven says that it can't be reached, and only there")
    void network(String words, boolean named) throws IOException {
        Files.delete(clone.resolve(".workbook/lib/began"));
        program(programs.resolve("mvn"), "echo \"[ERROR] " + words + "\"; exit 1");
        Ran ran = run(clone, withPrograms(), "./workbook", "status");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.said()).contains(words, "The coach could not be built: Maven's words are above.");
        assertThat(ran.said().contains("Is the network up?")).as(ran.said()).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"a1b2c3d, --theirs", "Stashed changes, --ours"})
    @DisplayName("conflict marks that a pull has left in the kit: one sentence with what to do, and nothing is built")
    void conflictMarks(String other, String side) throws IOException {
        Files.delete(clone.resolve(".workbook/lib/began"));
        mavenThatBuilds();
        Folders.write(
                clone.resolve("kit/given/Sql.java"), "<<<<<<< mine\nclass Sql { }\n=======\n>>>>>>> " + other + "\n");

        Ran ran = run(clone, withPrograms(), "./workbook", "status");
        assertThat(ran.said())
                .contains("git has left conflict marks in kit/given/Sql.java", "git checkout " + side + " -- kit")
                .doesNotContain("built on");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("the coach asks for a build by its status: it is built, once, and started again with the same words")
    void asksForABuild() throws IOException {
        Folders.write(clone.resolve(".workbook/lib/old.jar"), "");
        program(
                clone.resolve("jdk/bin/java"),
                "[ -f '" + clone + "/.workbook/lib/old.jar' ] && exit 75; "
                        + "for last; do true; done; echo \"started with $last\"; exit 1");
        mavenThatBuilds();
        Ran ran = run(clone, withPrograms(), "./workbook", "run", "a ' b \" $HOME * \\");
        assertThat(ran.said()).contains("started with a ' b \" $HOME * \\\n").containsOnlyOnce("built on ");
        assertThat(ran.status()).as("the coach's status").isEqualTo(1);
        assertThat(clone.resolve(".workbook/lib"))
                .isDirectoryContaining("glob:**began")
                .isDirectoryNotContaining("glob:**.jar");
    }

    @Test
    @DisplayName("a coach that asks for a build again is not built again; Maven runs on the JDK that was found")
    void asksForEver() throws IOException {
        program(clone.resolve("jdk/bin/java"), "exit 75");
        mavenThatBuilds();
        Ran ran = run(clone, withPrograms(), "./workbook", "status");
        assertThat(ran.said()).containsOnlyOnce("built on " + clone.resolve("jdk"));
        assertThat(ran.status()).isEqualTo(75);
    }

    @Test
    @DisplayName("the archive of classes goes away with the coach that it was made from, for Java does not renew it")
    void archive() {
        assertThat(run(clone, Map.of(), "./workbook", "status").said())
                .contains("java -XX:SharedArchiveFile=" + clone + "/.workbook/lib/coach.jsa\n");
    }

    @Test
    @DisplayName("where the clone can't be written: one sentence, and status 2")
    void cannotWrite() throws IOException {
        Folders.delete(clone.resolve(".workbook"));
        Files.createFile(clone.resolve(".workbook"));
        assertThat(run(clone, Map.of(), "./workbook", "status"))
                .isEqualTo(new Ran(
                        2,
                        "The workbook can't write to " + clone
                                + "/.workbook. Give that folder to your user, or clone the workbook to a"
                                + " folder of yours.\n"));
    }

    private void mavenThatBuilds() throws IOException {
        program(programs.resolve("mvn"), "mkdir '" + clone + "/.workbook/lib.new'; echo \"built on $JAVA_HOME\"");
    }

    private Map<String, String> withPrograms() {
        return Map.of("PATH", programs + ":" + System.getenv("PATH"));
    }

    private record Ran(int status, String said) {

        String home() {
            return said.lines()
                    .filter(line -> line.startsWith("java -Dworkbook.home="))
                    .findFirst()
                    .map(line -> line.substring("java -Dworkbook.home=".length()))
                    .orElse(said);
        }
    }

    private static void program(Path file, String script) throws IOException {
        Folders.write(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Ran run(Path folder, Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "CDPATH"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes());
            return new Ran(process.waitFor(), said);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
