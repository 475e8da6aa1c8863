// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Keys that were never there before, different ones for each thread. Confined to one thread. */
@State(Scope.Thread)
public class NewProducts {
    private static final AtomicLong THREADS = new AtomicLong();

    /** Odd, so that multiples modulo 2^64 are all different; 2^64 divided by the golden ratio scatters them. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private long next = THREADS.incrementAndGet() << 48;

    /** Returns the next key. */
    public long next() {
        return next++ * SCATTER;
    }
}
