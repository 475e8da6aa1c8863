// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * One item of the setting {@code allow}: a class, {@code net.acme.Order}; the classes of a package, {@code net.acme.*}; or
 * those of a package and all below it, {@code net.acme.**}. Nested classes are named with a dollar sign, as their class
 * files are, and belong to their package.
 *
 * <p>The signs mean what they mean in {@code java.io.ObjectInputFilter}. Immutable.
 */
public record AllowPattern(String text) {
    private static final String NAME = "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*";
    private static final Pattern SHAPE = Pattern.compile(NAME + "(\\." + NAME + ")*(\\.\\*\\*?)?");

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the text is no such pattern; the message begins with what is wrong
     */
    public AllowPattern {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("must name a class or a package, was \"" + text
                    + "\". Write it like \"net.acme.Order\", \"net.acme.*\" or \"net.acme.**\".");
        }
    }

    /** Returns whether a class is meant, by its binary name. */
    boolean matches(String name) {
        if (text.endsWith(".**")) {
            return name.startsWith(text.substring(0, text.length() - 2));
        }
        if (text.endsWith(".*")) {
            String start = text.substring(0, text.length() - 1);
            return name.startsWith(start) && name.indexOf('.', start.length()) < 0;
        }
        return name.equals(text);
    }

    static boolean anyMatches(Collection<AllowPattern> patterns, String name) {
        for (AllowPattern pattern : patterns) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
