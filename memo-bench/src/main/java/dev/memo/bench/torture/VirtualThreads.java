// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/** Virtual threads where the JDK has them, reached by reflection since this is compiled for 17. Stateless. */
final class VirtualThreads {
    /** The first JDK that has them. */
    static final int SINCE = 21;

    private VirtualThreads() {}

    static boolean exist() {
        return Runtime.version().feature() >= SINCE;
    }

    static Thread unstarted(Runnable body) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (Thread) Class.forName("java.lang.Thread$Builder")
                    .getMethod("unstarted", Runnable.class)
                    .invoke(builder, body);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
