// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import dev.memo.bench.direct.DirectEvict;
import dev.memo.bench.direct.DirectGet;
import dev.memo.bench.direct.DirectMix;
import dev.memo.bench.direct.DirectPut;
import dev.memo.bench.direct.DirectRemove;
import dev.memo.bench.direct.DirectTtl;
import dev.memo.bench.store.StoredHeapHit;
import dev.memo.bench.work.HitAtMillion;
import dev.memo.bench.work.IsolatedHit;
import dev.memo.bench.work.MissStoreEvict;
import dev.memo.bench.work.Mixed;
import dev.memo.bench.work.NoArguments;
import dev.memo.bench.work.ProxyHit;
import dev.memo.bench.work.TwoThreads;
import dev.memo.bench.work.WovenHit;
import dev.memo.bench.work.WovenHitTwoArguments;

/** A benchmark class of JMH, and in what JVM it runs. Immutable. */
enum Work {
    WOVEN_HIT(WovenHit.class, true),
    WOVEN_HIT_TWO_ARGUMENTS(WovenHitTwoArguments.class, true),
    NO_ARGUMENTS(NoArguments.class, true),
    PROXY_HIT(ProxyHit.class, false),
    ISOLATED_HIT(IsolatedHit.class, true),
    TWO_THREADS(TwoThreads.class, true),
    MISS_STORE_EVICT(MissStoreEvict.class, true),
    MIXED(Mixed.class, true),
    HIT_AT_MILLION(HitAtMillion.class, true, Heap.LARGE),
    DIRECT_GET(DirectGet.class),
    DIRECT_PUT(DirectPut.class),
    DIRECT_REMOVE(DirectRemove.class),
    DIRECT_MIX(DirectMix.class),
    DIRECT_EVICT(DirectEvict.class),
    DIRECT_TTL(DirectTtl.class),
    STORED_HEAP_HIT(StoredHeapHit.class, Suite.STORE, true, Heap.USUAL);

    final String name;
    final Class<?> type;
    final Suite suite;
    final boolean woven;
    final Heap heap;

    /** A work of the direct cache. */
    Work(Class<?> type) {
        this(type, Suite.DIRECT, false, Heap.USUAL);
    }

    /** A work of memoized methods. */
    Work(Class<?> type, boolean woven) {
        this(type, woven, Heap.USUAL);
    }

    Work(Class<?> type, boolean woven, Heap heap) {
        this(type, Suite.METHODS, woven, heap);
    }

    Work(Class<?> type, Suite suite, boolean woven, Heap heap) {
        this.name = type.getSimpleName();
        this.type = type;
        this.suite = suite;
        this.woven = woven;
        this.heap = heap;
    }

    /**
     * Returns whether thousands of values are loaded before anything can be measured: what then runs is compiled later than
     * elsewhere, most of all where it runs in a few places only.
     */
    boolean beginsWithLoads() {
        return this == WOVEN_HIT_TWO_ARGUMENTS || this == MISS_STORE_EVICT || this == MIXED;
    }

    /**
     * Returns how many rounds there are of it: fewer where each JVM loads a million values first, more where a few
     * nanoseconds decide, which JVMs differ by.
     */
    int rounds(int usual) {
        return switch (this) {
            case HIT_AT_MILLION -> Math.min(2, usual);
            case WOVEN_HIT, WOVEN_HIT_TWO_ARGUMENTS, NO_ARGUMENTS, PROXY_HIT -> usual == 1 ? 1 : usual + 1;
            default -> usual;
        };
    }
}
