package workbook.coach.build;

import java.nio.file.Path;

/**
 * What the compiler says of one place.
 *
 * @param file       the source file
 * @param line       from 1
 * @param column     from 1
 * @param message    the compiler's words
 * @param sourceLine the line of source that it speaks of
 */
public record CompileError(Path file, long line, long column, String message, String sourceLine) {}
