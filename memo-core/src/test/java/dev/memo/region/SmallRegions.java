// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.spi.Codec;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Small regions for tests: shared values, a clock that stands, a codec that is asked for sizes only. Stateless. */
final class SmallRegions {
    private SmallRegions() {}

    static Region open(Barrier barrier) {
        return open(barrier, null);
    }

    /** Opens a region whose values have tags. */
    static Region open(Barrier barrier, @Nullable Tagger tagger) {
        RegionSettings settings = new RegionSettings("test", 0, 0, barrier, Storage.SHARED, 0, 0, true);
        Eviction lru = new Eviction("lru", 0, List.of());
        Keeping keeping =
                new Keeping((fresh, orphans) -> fresh, null, null, WaitFailures.OWN, null, null, null, tagger, null);
        return new HeapTier(1 << 20, 0, () -> 0, true, lru).open(settings, new Sizes(), keeping);
    }

    /** Calls as woven code does. */
    static @Nullable Object call(Region region, Entry fresh, Supplier<Object> original) {
        Object slot = hit(region, fresh);
        try {
            slot = slot == null ? region.begin(fresh) : slot;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        if (slot == null) {
            return original.get();
        }
        if (!(slot instanceof Flight flight)) {
            return slot;
        }
        Object value = original.get();
        flight.accept(value, null);
        return value;
    }

    /** Walks the bucket as a probe does. */
    private static @Nullable Object hit(Region region, Entry fresh) {
        for (Entry e = region.hitPath().head(fresh.spread); e != null; e = e.next) {
            if (e.spread == fresh.spread && e.sameKey(fresh)) {
                return region.hit(e);
            }
        }
        return null;
    }

    /** Measures everything as 1 byte. Thread-safe. */
    private static final class Sizes implements Codec {
        @Override
        public String name() {
            return "sizes";
        }

        @Override
        public byte[] encode(Object value) {
            return new byte[1];
        }

        @Override
        public Object decode(byte[] bytes) {
            throw new AssertionError("values are shared");
        }
    }
}
