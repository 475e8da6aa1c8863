// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import org.junit.jupiter.api.Assumptions;

/** Virtual threads where the JDK has them, reached by reflection as the tests are compiled for 17. Stateless. */
final class VirtualThreads {
    private static final boolean EXIST = Runtime.version().feature() >= 21;

    private VirtualThreads() {}

    /** Skips the test where the JDK has none. */
    static void assume() {
        Assumptions.assumeTrue(EXIST, "virtual threads need JDK 21 or later");
    }

    static Thread unstarted(Runnable body) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, body);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
