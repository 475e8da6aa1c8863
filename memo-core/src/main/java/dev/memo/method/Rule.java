// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** One line of a rule file that could be read. Thread-safe: all but the mark never changes. */
final class Rule {
    private final Head head;
    private final String where;
    private final WrittenValues values;
    private final AtomicBoolean matched = new AtomicBoolean();

    Rule(String where, Head head, WrittenValues values) {
        this.where = where;
        this.head = head;
        this.values = values;
    }

    /**
     * What a rule is about. Immutable.
     *
     * @param className binary, with dots
     * @param parameters the types as written, null for every overload
     */
    record Head(String className, String method, @Nullable List<String> parameters) {

        /** Returns {@code price(long, String)}, or {@code price}. */
        String signature() {
            return parameters == null ? method : method + "(" + String.join(", ", parameters) + ")";
        }

        String internalName() {
            return className.replace('.', '/');
        }

        /** Returns a text that is the same for two ways to write the same method. */
        String identity() {
            return className + "."
                    + (parameters == null
                            ? method
                            : method + parameters.stream().map(Rule::shortest).toList());
        }
    }

    Head head() {
        return head;
    }

    /** Returns {@code rules.txt:3}. */
    String where() {
        return where;
    }

    WrittenValues values() {
        return values;
    }

    /** Returns whether the rule is about a method of its class. */
    boolean matches(MethodModel method) {
        return !method.isCompilerMade()
                && method.ref().name().equals(head.method())
                && (head.parameters() == null || matches(head.parameters(), method.parameters()));
    }

    void mark() {
        matched.set(true);
    }

    boolean isMarked() {
        return matched.get();
    }

    private static boolean matches(List<String> written, Type[] types) {
        if (written.size() != types.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!matches(written.get(i), types[i].getClassName())) {
                return false;
            }
        }
        return true;
    }

    /** Nested classes may be written with a dot, classes of java.lang without their package. */
    private static boolean matches(String written, String className) {
        String name = normal(written);
        String full = normal(className);
        return full.equals(name) || (name.indexOf('.') < 0 && full.equals("java.lang." + name));
    }

    private static String shortest(String written) {
        String name = normal(written);
        String rest = name.startsWith("java.lang.") ? name.substring("java.lang.".length()) : name;
        return rest.indexOf('.') < 0 ? rest : name;
    }

    private static String normal(String name) {
        String array = name.endsWith("...") ? name.substring(0, name.length() - 3) + "[]" : name;
        return array.replace('$', '.').replace(" ", "");
    }
}
