package workbook.coach.author;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workbook.coach.build.Sources;
import workbook.coach.curriculum.Course;
import workbook.coach.curriculum.Module;

/**
 * Whether a red assertion of a module's tests shows a sentence of ours. AssertJ shows a description only when it comes before
 * the assertion: {@code assertThat(x).as("...").isEqualTo(y)}, and {@code assertThatThrownBy(call, "...")}, which has
 * asserted already when an {@code as} comes after it.
 */
final class AssertionCheck {

    private static final Set<String> DESCRIPTIONS =
            Set.of("as", "describedAs", "withFailMessage", "overridingErrorMessage");

    private final Course course;
    private final Module module;

    AssertionCheck(Course course, Module module) {
        this.course = course;
        this.module = module;
    }

    List<String> findings() {
        return findings(Sources.tests(course, module));
    }

    /** What is wrong with these tests, by file and line. */
    static List<String> findings(List<Path> tests) {
        if (tests.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> findings = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(tests));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Assertions(unit, trees, findings), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    /** Looks at each statement that begins with an assertion. */
    private static final class Assertions extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<String> findings;

        Assertions(CompilationUnitTree unit, Trees trees, List<String> findings) {
            this.unit = unit;
            this.trees = trees;
            this.findings = findings;
        }

        @Override
        public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
            look(statement, statement.getExpression());
            return super.visitExpressionStatement(statement, nothing);
        }

        @Override
        public Void visitReturn(ReturnTree statement, Void nothing) {
            look(statement, statement.getExpression());
            return super.visitReturn(statement, nothing);
        }

        private void look(Tree statement, ExpressionTree expression) {
            Deque<MethodInvocationTree> calls = new ArrayDeque<>(); // in the order in which they are written
            ExpressionTree next = expression;
            while (next instanceof MethodInvocationTree call) {
                calls.push(call);
                next = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
            }
            if (!calls.isEmpty() && name(calls.peek()).startsWith("assertThat")) {
                judge(statement, List.copyOf(calls));
            }
        }

        private void judge(Tree statement, List<MethodInvocationTree> calls) {
            MethodInvocationTree first = calls.getFirst();
            if (name(first).equals("assertThatThrownBy")) {
                if (first.getArguments().size() < 2) {
                    add(
                            statement,
                            "give assertThatThrownBy its description as its second argument: one that comes after it is"
                                    + " never shown");
                }
            } else if (calls.stream().noneMatch(call -> DESCRIPTIONS.contains(name(call)))) {
                add(statement, "say what should hold and why, by as(...), before the assertion");
            }
            if (calls.stream()
                    .anyMatch(call -> name(call).equals("matches")
                            && call.getArguments().size() == 1
                            && !(call.getArguments().getFirst().getKind() == Tree.Kind.STRING_LITERAL))) {
                add(
                        statement,
                        "describe the predicate of matches(...) by its second argument: else AssertJ advises to do so");
            }
        }

        private static String name(MethodInvocationTree call) {
            return switch (call.getMethodSelect()) {
                case MemberSelectTree select -> select.getIdentifier().toString();
                case IdentifierTree identifier -> identifier.getName().toString();
                default -> "";
            };
        }

        private void add(Tree statement, String finding) {
            long line =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, statement));
            String file = unit.getSourceFile().getName();
            findings.add(Path.of(file).getFileName() + ":" + line + ": " + finding);
        }
    }
}
