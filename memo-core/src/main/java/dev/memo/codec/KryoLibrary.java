// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.minlog.Log;
import com.esotericsoftware.kryo.kryo5.util.Util;

/**
 * The one place where Kryo is brought up: without {@code sun.misc.Unsafe}, and silent.
 *
 * <p>Kryo decides on Unsafe once, from a system property, when its {@code Util} is initialised. The property is set for that
 * moment only, so that a Kryo of the application's own decides for itself. Without Unsafe there is no warning on JDK 24 and
 * later. Thread-safe: the work is done in the class initialiser.
 */
final class KryoLibrary {
    private static final String UNSAFE = "kryo.unsafe";
    private static final boolean USES_UNSAFE;

    static {
        String before = System.getProperty(UNSAFE);
        System.setProperty(UNSAFE, "false");
        try {
            USES_UNSAFE = Util.isUnsafeAvailable();
        } finally {
            if (before == null) {
                System.clearProperty(UNSAFE);
            } else {
                System.setProperty(UNSAFE, before);
            }
        }
        Log.NONE();
    }

    private KryoLibrary() {}

    /** Brings Kryo up if this has not happened yet. */
    static void start() {
        // the class initialiser does it
    }

    static boolean usesUnsafe() {
        return USES_UNSAFE;
    }
}
