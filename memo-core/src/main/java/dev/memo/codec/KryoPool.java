// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The idle Kryo instances of one codec, a few per processor.
 *
 * <p>Nobody waits: an empty pool makes a new instance, a full one drops what is returned. A {@code ThreadLocal} would make one
 * per virtual thread and keep class loaders alive. Thread-safe: each slot is claimed and filled by one atomic step.
 */
final class KryoPool {
    private static final int SLOTS = slots(Runtime.getRuntime().availableProcessors());

    private final AtomicReferenceArray<@Nullable PooledKryo> idle = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<PooledKryo> maker;

    /** Creates an empty pool. */
    KryoPool(Supplier<PooledKryo> maker) {
        this.maker = maker;
    }

    /** An instance that belongs to the caller until it is released, or dropped for having thrown. */
    PooledKryo claim() {
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (start + i) & (SLOTS - 1);
            if (idle.get(slot) != null) {
                PooledKryo claimed = idle.getAndSet(slot, null);
                if (claimed != null) {
                    return claimed;
                }
            }
        }
        return maker.get();
    }

    /** Keeps an instance, unless it knows classes whose verification is still due: it would not notice them again. */
    void release(PooledKryo kryo) {
        if (!kryo.unverified().isEmpty()) {
            return;
        }
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (start + i) & (SLOTS - 1);
            if (idle.get(slot) == null && idle.compareAndSet(slot, null, kryo)) {
                return;
            }
        }
    }

    int idleCount() {
        int count = 0;
        for (int i = 0; i < SLOTS; i++) {
            count += idle.get(i) == null ? 0 : 1;
        }
        return count;
    }

    /** Threads begin their search at different slots. */
    private static int start() {
        long id = Thread.currentThread().getId();
        return (int) ((id * 0x9E3779B9L) >>> 16);
    }

    private static int slots(int processors) {
        return Math.min(64, Integer.highestOneBit(Math.max(2, processors) * 2 - 1) * 2);
    }
}
