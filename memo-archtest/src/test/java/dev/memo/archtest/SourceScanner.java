// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads the shape of Java files from the compiler's syntax trees. Confined to one thread. */
final class SourceScanner extends TreePathScanner<@Nullable Void, SourceFile> {
    private final DocTrees trees;
    private final SourcePositions positions;

    private SourceScanner(JavacTask task) {
        this.trees = DocTrees.instance(task);
        this.positions = trees.getSourcePositions();
    }

    /** Reads one file. */
    static SourceFile scan(String name, String text) {
        SourceFile file = SourceFile.of(name, text);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source = new Text(text);
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(source));
        try {
            new SourceScanner(task).scan(task.parse(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, SourceFile file) {
        boolean topLevel = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
        if (topLevel && trees.getDocComment(getCurrentPath()) == null) {
            file.undocumentedTypes().add(file.name() + ": " + type.getSimpleName());
        }
        return super.visitClass(type, file);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, SourceFile file) {
        String where = file.name() + ":" + lineOf(positions.getStartPosition(unit(), method)) + " " + method.getName();
        int parameters = method.getParameters().size();
        file.methods().add(new MethodShape(where, linesOf(method), parameters, maxParameters(method)));
        return super.visitMethod(method, file);
    }

    /** Whoever overrides, whoever the JVM calls to link, and whoever is a record has no choice. */
    private int maxParameters(MethodTree method) {
        Tree owner = getCurrentPath().getParentPath().getLeaf();
        boolean constructor = method.getReturnType() == null;
        boolean ofRecord = constructor && owner.getKind() == Tree.Kind.RECORD;
        if (ofRecord || overrides(method) || isBootstrap(method)) {
            return Integer.MAX_VALUE;
        }
        return constructor ? MethodShape.MAX_CONSTRUCTOR_PARAMETERS : MethodShape.MAX_PARAMETERS;
    }

    private static boolean overrides(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private static boolean isBootstrap(MethodTree method) {
        return !method.getModifiers().getFlags().contains(Modifier.PRIVATE)
                && !method.getParameters().isEmpty()
                && method.getParameters().get(0).getType().toString().endsWith("Lookup");
    }

    private int linesOf(MethodTree method) {
        if (method.getBody() == null) {
            return 0;
        }
        long start = positions.getStartPosition(unit(), method.getBody());
        long end = positions.getEndPosition(unit(), method.getBody());
        return (int) (lineOf(end) - lineOf(start) + 1);
    }

    private long lineOf(long position) {
        return unit().getLineMap().getLineNumber(position);
    }

    private CompilationUnitTree unit() {
        return getCurrentPath().getCompilationUnit();
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///Text.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
