package workbook.coach.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import workbook.coach.Spelling;

/** One line on a command line that could not be understood. */
final class Usage {

    private Usage() {}

    static String explain(ParameterException e) {
        String help = " " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help shows what there is.";
        if (e instanceof UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().getFirst();
            String what = typed.startsWith("-") ? "option" : "command";
            return "There is no " + what + " '" + typed + "'."
                    + nearest(typed, unmatched.getCommandLine())
                            .map(name -> " The nearest is " + name + ".")
                            .orElse("") + help;
        }
        return e.getMessage() + "." + help;
    }

    /** Two letters may be wrong, as when they are swapped. */
    private static Optional<String> nearest(String typed, CommandLine line) {
        return Stream.concat(
                        line.getSubcommands().keySet().stream(), line.getCommandSpec().optionsMap().keySet().stream())
                .filter(name -> Spelling.distance(typed, name) <= 2)
                .min(Comparator.comparingInt(name -> Spelling.distance(typed, name)));
    }
}
