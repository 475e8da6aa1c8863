// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.codec.KryoCodec;
import dev.memo.key.Parts;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A method under a governor, whose body takes as long as the test says. Confined to one thread, but for its region. */
final class Governed {
    static final String NAME = "Prices.price";

    final FakeTicker ticker = new FakeTicker();
    final HeapTier tier;
    final Region region;
    long bodyNanos = 10;
    int runs;

    private Runnable whileKeeping = () -> {};

    private Governed(boolean bypass, Barrier barrier, boolean statistics) {
        tier = new HeapTier(1L << 40, 0, ticker, statistics);
        region = open(bypass, barrier);
    }

    static Governed reporting() {
        return new Governed(false, Barrier.KEY, true);
    }

    static Governed bypassing() {
        return new Governed(true, Barrier.KEY, true);
    }

    static Governed bypassing(Barrier barrier) {
        return new Governed(true, barrier, true);
    }

    static Governed withoutStatistics() {
        return new Governed(true, Barrier.KEY, false);
    }

    /** Opens another region in the same tier. */
    Region open(boolean bypass, Barrier barrier) {
        RegionSettings settings = new RegionSettings(
                NAME,
                new RegionSettings.Lifespan(0, 0, 0),
                new RegionSettings.Limits(0, 0),
                barrier,
                Storage.SHARED,
                true,
                "",
                bypass);
        return tier.open(settings, new KryoCodec(Governed.class.getClassLoader()), (fresh, orphans) -> {
            Runnable now = whileKeeping;
            whileKeeping = () -> {};
            now.run();
            return fresh;
        });
    }

    /** Runs something when the next miss keeps its key, which is before its entry is linked. */
    void whileKeepingNext(Runnable something) {
        whileKeeping = something;
    }

    @Nullable
    Object call(int key) {
        return call(key, () -> "value " + key);
    }

    @Nullable
    Object call(int key, Supplier<Object> body) {
        return SmallRegions.call(region, new NumberEntry(Parts.upper(Parts.spread(key)), key), () -> {
            runs++;
            ticker.advance(Duration.ofNanos(bodyNanos));
            return body.get();
        });
    }

    /** Calls with each of the keys; returns how often the body ran. */
    int callFrom(int firstKey, int count) {
        int before = runs;
        for (int key = firstKey; key < firstKey + count; key++) {
            call(key);
        }
        return runs - before;
    }

    /** Calls so many times, two times with each key from there on; returns how often the body ran. */
    int callTwiceFrom(int firstKey, int calls) {
        int before = runs;
        for (int i = 0; i < calls; i++) {
            call(firstKey + i / 2);
        }
        return runs - before;
    }
}
