// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one codec has learned about classes: unknown, survived a round trip, or refused for a reason.
 *
 * <p>Held in the classes themselves through a {@link ClassValue} whose values are plain JDK objects, so that neither side keeps
 * the other from being unloaded. Thread-safe.
 */
final class Verdicts {
    private static final String SURVIVED = "";

    private final ClassValue<AtomicReference<@Nullable String>> verdicts = new Cells();

    /** Why instances of this class are refused, or null if they are not (yet). */
    @Nullable
    String refusal(Class<?> type) {
        String verdict = verdicts.get(type).get();
        return verdict == null || verdict.isEmpty() ? null : verdict;
    }

    boolean hasSurvived(Class<?> type) {
        return SURVIVED.equals(verdicts.get(type).get());
    }

    void survived(Class<?> type) {
        verdicts.get(type).compareAndSet(null, SURVIVED);
    }

    /** Remembers that this class is refused, unless it has survived before; says so in the log, once. */
    void refuse(Class<?> type, String reason) {
        if (verdicts.get(type).compareAndSet(null, reason)) {
            System.getLogger(Verdicts.class.getPackageName())
                    .log(
                            Level.WARNING,
                            "{0}: its instances cannot be copied, {1}. Values that hold one are not kept as bytes.",
                            type.getName(),
                            reason);
        }
    }

    /** Makes the empty cells. It is static so that it does not hold the codec. */
    private static final class Cells extends ClassValue<AtomicReference<@Nullable String>> {
        @Override
        protected AtomicReference<@Nullable String> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    }
}
