///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 21+

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Starts the coach by JBang: jbang coach, with what ./workbook takes. Maven is needed as with ./workbook itself. */
final class coach {

    public static void main(String[] args) throws Exception {
        String launcher = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("win") ? "workbook.cmd" : "workbook";
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("exercises/curriculum.yaml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            System.err.println("There is no workbook here or above: run this inside of the clone.");
            System.exit(2);
        }
        List<String> command = new ArrayList<>(List.of(folder.resolve(launcher).toString()));
        command.addAll(List.of(args));
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
