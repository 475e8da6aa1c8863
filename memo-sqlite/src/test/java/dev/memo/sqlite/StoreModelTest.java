// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.spi.Store;
import dev.memo.spi.StoreException.Kind;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random calls, invalidations, steps of time, restarts and faults of the store, against the simplest model: of each key, which
 * load was the last before somebody invalidated it. No call fails, and none is given an older load, or one that is too old.
 */
@Timeout(600)
class StoreModelTest {
    private static final int STEPS = 1_500;
    private static final int KEYS = 8;
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration IDLE = Duration.ofMinutes(4);
    private static final AtomicLong SERIAL = new AtomicLong();
    private static final FakeTicker TICKER = new FakeTicker();
    private static final Kind[] KINDS = {Kind.BUSY, Kind.FULL, Kind.UNREACHABLE, Kind.READ_ONLY};

    @TempDir
    Path folder;

    /** Of each key, the latest load that an invalidation has ended. */
    private final long[] ended = new long[2 * KEYS];

    /** Of each key, when it was asked for last. */
    private final long[] asked = new long[2 * KEYS];

    private final List<FaultyStore> stores = new CopyOnWriteArrayList<>();
    private volatile boolean faulty;
    private volatile long faultSeed;
    private long storeHits;

    /** Whether what is put is in the store at once: else, as the clock jumps, it is idle there from later on. */
    private boolean through;

    @AfterEach
    void lookNoMore() {
        WatchedProvider.nothingBetween();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsServedThatIsOlderThanItMayBe(long seed) throws InterruptedException {
        Random random = new Random(seed);
        through = seed % 2 == 1;
        WatchedProvider.between(this::watched);
        Program<Readings> run = run();
        for (int step = 0; step < STEPS; step++) {
            String where = "seed " + seed + ", step " + step;
            switch (random.nextInt(40)) {
                case 0 -> run = restarted(run);
                case 1, 2 -> fail(random);
                case 3 -> mend();
                case 4, 5, 6 -> TICKER.advance(Duration.ofSeconds(random.nextInt(200)));
                case 7 -> TICKER.advance(Duration.ofMinutes(4).plusSeconds(random.nextInt(300)));
                case 8, 9, 10, 11 -> invalidate(run, random);
                default -> call(run, random.nextInt(2 * KEYS), where);
            }
        }
        close(run);
        assertThat(storeHits)
                .as("results that came out of the store, seed %s", seed)
                .isPositive();
    }

    private void call(Program<Readings> run, int key, String where) {
        boolean idles = key >= KEYS;
        long before = SERIAL.get();
        Reading found = idles ? run.calls.idling(key) : run.calls.tagged(key);
        assertThat(found.key()).as(where).isEqualTo(key);
        assertThat(found.serial()).as(where).isGreaterThan(ended[key]);
        assertThat(TICKER.nanos() - found.atNanos()).as(where).isLessThan(TTL.toNanos());
        if (idles && through && found.serial() <= before) {
            assertThat(TICKER.nanos() - asked[key]).as(where + ", idle").isLessThan(IDLE.toNanos());
        }
        asked[key] = TICKER.nanos();
    }

    private void invalidate(Program<Readings> run, Random random) {
        int key = random.nextInt(2 * KEYS);
        switch (random.nextInt(12)) {
            case 0 -> {
                run.memo.invalidateAll();
                end(0, 2 * KEYS, 1);
            }
            case 1, 2 -> {
                run.memo.invalidateTag("rest:" + key % 2);
                end(key % 2, KEYS, 2);
            }
            default -> {
                Memo.invalidate(() -> key >= KEYS ? run.calls.idling(key) : run.calls.tagged(key));
                end(key, key + 1, 1);
            }
        }
    }

    private void end(int from, int to, int by) {
        for (int key = from; key < to; key += by) {
            ended[key] = SERIAL.get();
        }
    }

    private void fail(Random random) {
        faulty = true;
        faultSeed = random.nextLong();
        stores.forEach(this::script);
    }

    private void mend() {
        faulty = false;
        stores.forEach(this::script);
    }

    private void script(FaultyStore store) {
        if (faulty) {
            store.failing(faultSeed, 0.4, KINDS[(int) Math.floorMod(faultSeed, (long) KINDS.length)]);
        } else {
            store.failing((Kind) null);
        }
    }

    private FaultyStore watched(Store behind) {
        FaultyStore store = new FaultyStore(behind);
        script(store);
        stores.add(store);
        return store;
    }

    private Program<Readings> restarted(Program<Readings> run) throws InterruptedException {
        close(run);
        return run();
    }

    /** What was invalidated while the store was out of reach is told to it before: it is left alone until time has passed. */
    private void close(Program<Readings> run) throws InterruptedException {
        mend();
        storeHits += run.stats().storeHits();
        Thread closing = new Thread(run::close);
        closing.start();
        while (closing.isAlive()) {
            TICKER.advance(Duration.ofSeconds(1));
            closing.join(10);
        }
        stores.clear();
    }

    private Program<Readings> run() {
        DiskSettings disk = DiskSettings.at(folder.resolve("readings.db"));
        return Program.start(Readings.class, new Readings(), through ? disk.writeThrough() : disk, TICKER);
    }

    record Reading(int key, long serial, long atNanos) {
        int rest() {
            return key % 2;
        }
    }

    /** Results that tell which load they are of. */
    static class Readings {
        @Cached(ttl = "10m", store = "disk", receiver = Receiver.IGNORE, tags = "rest:{result.rest}")
        Reading tagged(int key) {
            return load(key);
        }

        @Cached(ttl = "10m", idle = "4m", store = "disk", receiver = Receiver.IGNORE)
        Reading idling(int key) {
            return load(key);
        }

        private static Reading load(int key) {
            return new Reading(key, SERIAL.incrementAndGet(), TICKER.nanos());
        }
    }
}
