package workbook.coach.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import workbook.coach.UserException;

/** Reads text, and names the place where it is none. */
final class Utf8 {

    private Utf8() {}

    /** @throws UserException when the bytes are no UTF-8 */
    static String text(Path file, byte[] bytes) {
        if (bytes.length >= 2
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)) {
            throw new UserException(file + " is UTF-16. Save it as UTF-8: most editors have \"save with encoding\".");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            long line = out.flip().toString().chars().filter(c -> c == '\n').count() + 1;
            throw new UserException(String.format(
                    "%s:%d is not UTF-8: it has the byte %02X where no character begins. Save it as "
                            + "UTF-8: most editors have \"save with encoding\".",
                    file, line, bytes[in.position()]));
        }
        return out.flip().toString();
    }
}
