package workbook.coach.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import workbook.coach.report.Text;

/** The person at the terminal, where there is one: asked a question, answers with a line. */
final class Person {

    private Person() {}

    static boolean isThere() {
        return Workbook.terminal();
    }

    /** Asks for a line; empty when only Enter was pressed, or the input has ended. */
    static String answer(String prompt) {
        System.out.print(prompt);
        System.out.flush();
        return line();
    }

    /** Asks for a yes; anything else is a no. */
    static boolean agrees(String question) {
        return answer(question + " [y/N] ").toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Shows a lesson's question and asks for the answer. */
    static String predicts(String question) {
        System.out.println("Before you write any code, what do you think?\n\n" + Text.wrap(question, 2) + "\n");
        return answer("Your answer (Enter skips): ");
    }

    /** Byte by byte: what follows the line is left for who asks next. */
    private static String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = System.in.read(); b >= 0 && b != '\n'; b = System.in.read()) {
                line.write(b);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(Charset.forName(System.getProperty("stdin.encoding", "UTF-8")))
                .strip();
    }
}
