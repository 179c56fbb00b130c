package workbook.coach.build;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreeScanner;
import workbook.testing.base.Sha256;

/**
 * What other code can see of the sources that a compiler parses: all but the bodies of methods. When it stays the same,
 * what was compiled against it need not be compiled again.
 */
final class ApiStamp implements TaskListener {

    private final StringBuilder visible = new StringBuilder();

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.PARSE) {
            collect(event.getCompilationUnit());
        }
    }

    String stamp() {
        return Sha256.of(visible.toString());
    }

    private void collect(CompilationUnitTree unit) {
        visible.append(unit.getPackageName()).append(unit.getImports());
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void none) {
                visible.append('\n')
                        .append(type.getModifiers())
                        .append(type.getKind())
                        .append(type.getSimpleName())
                        .append(type.getTypeParameters())
                        .append(type.getExtendsClause())
                        .append(type.getImplementsClause())
                        .append(type.getPermitsClause());
                return super.visitClass(type, none);
            }

            @Override
            public Void visitMethod(MethodTree method, Void none) {
                visible.append('\n')
                        .append(method.getModifiers())
                        .append(method.getTypeParameters())
                        .append(method.getReturnType())
                        .append(method.getName())
                        .append(method.getParameters())
                        .append(method.getThrows())
                        .append(method.getDefaultValue());
                return null;
            }

            @Override
            public Void visitVariable(VariableTree field, Void none) {
                visible.append('\n').append(field);
                return null;
            }

            @Override
            public Void visitBlock(BlockTree initializer, Void none) {
                return null;
            }
        }.scan(unit.getTypeDecls(), null);
    }
}
