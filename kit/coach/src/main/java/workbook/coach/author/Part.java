package workbook.coach.author;

import java.util.List;
import java.util.function.Function;
import workbook.coach.run.Runner;

/**
 * One thing that the contract asks of a module.
 *
 * @param name     what is asked, in a sentence
 * @param findings looks, with a runner where it needs one, and tells what is wrong; an empty list when nothing is
 */
public record Part(String name, Function<Runner, List<String>> findings) {}
