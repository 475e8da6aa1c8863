// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * Carries what a thread knows (a trace, a tenant, a security context) over to the thread that loads a value in the
 * background for it. The context class loader is always carried, without any of this.
 *
 * <p>Found by {@link java.util.ServiceLoader} with the class loader of the thread that calls {@code Memo.builder()}, or
 * registered there. Implementations must be thread-safe; what they throw is reported and reaches nobody.
 */
@FunctionalInterface
public interface ThreadContext {
    /** Returns what the calling thread knows now. Called with no lock held, once for each load in the background. */
    Captured capture();

    /** What a thread knew. Implementations must be usable by another thread. */
    @FunctionalInterface
    interface Captured {
        /** Puts it in place on the calling thread; returns what puts back what was there. */
        Runnable attach();
    }
}
