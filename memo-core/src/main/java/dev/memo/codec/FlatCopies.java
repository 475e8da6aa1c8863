// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The copiers of one codec's classes, each made when enough of its class was decoded to pay for it: that takes
 * milliseconds.
 *
 * <p>It holds classes that the codec has decoded, so its loader holds them too. Thread-safe.
 */
final class FlatCopies {
    /** Decoding so many takes about as long as making a copier. */
    static final int HOT = 20_000;

    private final Map<Class<?>, Copied> classes = new ConcurrentHashMap<>();

    /** Returns a pristine copy of what was just decoded; null if a shallow one does not do, or the class is not hot so far. */
    @Nullable
    Pristine of(Object decoded) {
        Class<?> type = decoded.getClass();
        Copied copied = classes.get(type);
        if (copied == null) {
            copied = classes.computeIfAbsent(type, any -> new Copied());
        }
        return copied.pristine(decoded);
    }

    /** What is known of one class. Thread-safe: what races lose makes the copier come, or be given up, later. */
    private static final class Copied {
        private static final int FAILURES = 16;

        private int count;
        private int failures;
        private volatile @Nullable FlatCopier copier;

        @Nullable
        Pristine pristine(Object decoded) {
            if (count < HOT && ++count == HOT) {
                copier = FlatCopier.of(decoded.getClass());
            }
            FlatCopier known = copier;
            if (known == null) {
                return null;
            }
            if (known.isFlat(decoded)) {
                failures = 0;
                return new Pristine(known, known.copy(decoded));
            }
            copier = ++failures < FAILURES ? known : null;
            return null;
        }
    }
}
