// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads of the JVM do in their own time: the collector above all. Bounded. Stateless. */
public final class Eventually {
    private static final int TRIES = 15_000;
    private static final int COLLECTIONS = 100;
    private static final long NAP_NANOS = 2_000_000;

    private Eventually() {}

    /** Returns whether the condition came true within half a minute. */
    public static boolean holds(BooleanSupplier condition) {
        for (int i = 0; i < TRIES; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        return condition.getAsBoolean();
    }

    /** Returns whether the condition came true within a hundred collections. */
    public static boolean holdsAfterCollections(BooleanSupplier condition) {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        return false;
    }

    /** Returns whether the object is collected. */
    public static boolean collected(WeakReference<?> reference) {
        return holdsAfterCollections(() -> reference.refersTo(null));
    }
}
