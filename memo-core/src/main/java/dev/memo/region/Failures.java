// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which exceptions of one region's originals are kept, and for how long. Immutable. */
final class Failures {
    private final Set<String> kept;
    private final long nanos;
    private final Lifetime lifetime;

    private Failures(Set<String> kept, long nanos, Lifetime lifetime) {
        this.kept = kept;
        this.nanos = nanos;
        this.lifetime = lifetime;
    }

    /** Returns null where none is kept. */
    static @Nullable Failures of(Freshness.Lives lives, Lifetime lifetime) {
        return lives.failures().isEmpty() || lives.failureNanos() <= 0
                ? null
                : new Failures(Set.copyOf(lives.failures()), lives.failureNanos(), lifetime);
    }

    /**
     * Returns what to keep for an exception, null for nothing.
     *
     * @param e the key
     * @param values weigh it
     * @param now when it was thrown
     */
    @Nullable
    Candidate candidate(Entry e, @Nullable Throwable failure, Values values, long now) {
        if (failure == null || !isKept(failure)) {
            return null;
        }
        int weight = Weights.of(values, e, Values.NULL) + Thrown.BYTES;
        return new Candidate(e, new Thrown(failure), weight, lifetime.shortened(nanos, e), now);
    }

    private boolean isKept(Throwable failure) {
        for (Class<?> c = failure.getClass(); c != null; c = c.getSuperclass()) {
            if (kept.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }
}
