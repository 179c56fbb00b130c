package workbook.testing.database;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.Set;

/**
 * Tells who is using a connection at this moment: the test, or the code that it tests. Both live in packages with one root,
 * such as {@code eventstore}, and are told apart by the folder or jar that they were loaded from. Nobody has to announce a
 * call, so no test can forget to.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/StackWalker.html">StackWalker</a>
 */
public final class CodeUnderTest {

    /** Whose frames are nearest. */
    enum Caller {
        /** The test, and none of the code that it tests is waiting for it. */
        TEST,
        /** The code that is tested. */
        CODE,
        /** The test, called by the code that it tests, such as a projection that a test hands in. */
        CALLBACK
    }

    private static final StackWalker WALKER = StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE));

    private static final ClassValue<String> ORIGIN = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null ? "" : String.valueOf(source.getLocation());
        }
    };

    private static final String KIT = ORIGIN.get(CodeUnderTest.class);

    /** Nothing is tested, so nobody is watched. */
    static final CodeUnderTest NONE = new CodeUnderTest("\0", "");

    private final String root;
    private final String tests;

    private CodeUnderTest(String root, String tests) {
        this.root = root;
        this.tests = tests;
    }

    /** What a test class tests: all classes of its packages' root that lie somewhere else. */
    public static CodeUnderTest of(Class<?> testClass) {
        String name = testClass.getName();
        return new CodeUnderTest(name.substring(0, name.indexOf('.') + 1), ORIGIN.get(testClass));
    }

    Caller caller() {
        return WALKER.walk(frames -> nearest(frames.iterator()));
    }

    private Caller nearest(Iterator<StackFrame> frames) {
        boolean test = false;
        while (frames.hasNext()) {
            Class<?> type = frames.next().getDeclaringClass();
            if (type.getName().startsWith("org.junit.")) {
                break;
            }
            if (type.getName().startsWith(root) && !ORIGIN.get(type).equals(KIT)) {
                if (!ORIGIN.get(type).equals(tests)) {
                    return test ? Caller.CALLBACK : Caller.CODE;
                }
                test = true;
            }
        }
        return Caller.TEST;
    }
}
