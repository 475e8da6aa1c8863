// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/**
 * Tells descriptors of methods from damaged text (JVMS 4.3.3). Stateless.
 *
 * <p>The JDK's own check takes the JVM 8 ms of the application's start, with all that it loads.
 */
final class Descriptors {
    private static final int MOST_DIMENSIONS = 255;
    private static final String PRIMITIVES = "BCDFIJSZ";

    private Descriptors() {}

    /** Throws {@link IllegalArgumentException} if the text is no descriptor of a method. */
    static void check(String descriptor) {
        int at = 1;
        boolean begins = descriptor.startsWith("(");
        while (begins && at > 0 && at < descriptor.length() && descriptor.charAt(at) != ')') {
            at = endOfType(descriptor, at);
        }
        boolean closed = begins && at > 0 && at < descriptor.length();
        boolean ends = closed
                && (descriptor.startsWith(")V", at)
                        ? at + 2 == descriptor.length()
                        : endOfType(descriptor, at + 1) == descriptor.length());
        if (!ends) {
            throw new IllegalArgumentException("not a valid method descriptor: " + descriptor);
        }
    }

    /** Returns the index behind the type that begins here, or -1 if none does. */
    private static int endOfType(String descriptor, int from) {
        int at = from;
        while (at < descriptor.length() && descriptor.charAt(at) == '[') {
            at++;
        }
        if (at - from > MOST_DIMENSIONS || at >= descriptor.length()) {
            return -1;
        }
        if (PRIMITIVES.indexOf(descriptor.charAt(at)) >= 0) {
            return at + 1;
        }
        return descriptor.charAt(at) == 'L' ? endOfName(descriptor, at + 1) : -1;
    }

    /** Returns the index behind the semicolon that ends a class's name, whose parts are not empty; -1 if it is no name. */
    private static int endOfName(String descriptor, int from) {
        int part = from;
        for (int at = from; at < descriptor.length(); at++) {
            char c = descriptor.charAt(at);
            if (c == '/' || c == ';') {
                if (at == part) {
                    return -1;
                }
                if (c == ';') {
                    return at + 1;
                }
                part = at + 1;
            } else if (c == '.' || c == '[') {
                return -1;
            }
        }
        return -1;
    }
}
