// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells, without parsing, whether a class file may have methods for Memo: whether it holds the name of one of the two
 * annotations.
 *
 * <p>Boyer, Moore and Horspool's search for what both names begin with: it looks at one byte in twenty. Stateless.
 */
final class Prefilter {
    private static final byte[] PACKAGE = ascii("Ldev/memo/annotation/");
    private static final byte[] CACHED = ascii("Cached;");
    private static final byte[] INVALIDATES = ascii("Invalidates;");
    private static final int[] SKIP = skips();

    private Prefilter() {}

    static boolean mayHaveMethods(byte[] classFile) {
        int last = PACKAGE.length - 1;
        int at = last;
        while (at < classFile.length) {
            int start = at - last;
            if (matches(classFile, start, PACKAGE) && isAnnotation(classFile, at + 1)) {
                return true;
            }
            at += SKIP[classFile[at] & 0xff];
        }
        return false;
    }

    private static boolean isAnnotation(byte[] bytes, int at) {
        return matches(bytes, at, CACHED) || matches(bytes, at, INVALIDATES);
    }

    private static boolean matches(byte[] bytes, int at, byte[] wanted) {
        if (at + wanted.length > bytes.length) {
            return false;
        }
        int i = wanted.length - 1;
        while (i >= 0 && bytes[at + i] == wanted[i]) {
            i--;
        }
        return i < 0;
    }

    private static int[] skips() {
        int[] skips = new int[256];
        Arrays.fill(skips, PACKAGE.length);
        for (int i = 0; i < PACKAGE.length - 1; i++) {
            skips[PACKAGE[i]] = PACKAGE.length - 1 - i;
        }
        return skips;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
