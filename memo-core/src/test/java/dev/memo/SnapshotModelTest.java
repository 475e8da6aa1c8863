// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random calls, invalidations, time, snapshots and restarts, against a map that never restarts. */
@Timeout(300)
@Tag("parity-58")
@Tag("parity-59")
class SnapshotModelTest {
    private static final int KEYS = 12;
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Kept NONE = new Kept(-1, 0);

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final Versions target = new Versions();
    private final Map<Integer, Kept> model = new HashMap<>();
    private Memo memo = Memo.create();
    private Versions versions = target;

    @Test
    void withoutLimitsARestartChangesNothing() {
        play(new Random(Seed.next()), 0);
    }

    @Test
    void withLimitsARestartGivesNothingOldOrWrong() {
        play(new Random(Seed.next()), 5);
    }

    private void play(Random random, int maxEntries) {
        start(maxEntries);
        for (int step = 0; step < 6_000; step++) {
            int key = random.nextInt(KEYS);
            switch (random.nextInt(16)) {
                case 0 -> restart(maxEntries);
                case 1 -> ticker.advance(Duration.ofSeconds(random.nextInt(400)));
                case 2 -> {
                    memo.method(Versions.class, "version").invalidate(key);
                    model.remove(key);
                }
                case 3 -> loadAgain();
                default -> call(key, maxEntries);
            }
            if (random.nextInt(500) == 0) {
                memo.invalidateAll();
                model.clear();
            }
        }
    }

    private void call(int key, int maxEntries) {
        int before = target.loads;
        long version = versions.version(key);
        Kept kept = model.getOrDefault(key, NONE);
        boolean alive = kept != NONE && ticker.nanos() - kept.since < TTL.toNanos();
        if (target.loads == before) {
            assertThat(alive).as("what was served for %s is alive", key).isTrue();
            assertThat(version).as("it is the newest one").isEqualTo(kept.version);
            kept.loads = 0;
        } else {
            boolean lost = alive && maxEntries == 0 && kept.loads <= 8;
            assertThat(lost).as("%s was lost", key).isFalse();
            model.put(key, new Kept(version, ticker.nanos()));
        }
        if (maxEntries > 0) {
            assertThat(memo.stats().entries()).isLessThanOrEqualTo(maxEntries);
        }
    }

    private void restart(int maxEntries) {
        memo.save(folder.resolve("model.memo"));
        model.values().forEach(kept -> kept.loads++);
        start(maxEntries);
        memo.load(folder.resolve("model.memo"));
    }

    /** What was just saved has nothing that is newer than what is here. */
    private void loadAgain() {
        memo.save(folder.resolve("model.memo"));
        memo.load(folder.resolve("model.memo"));
    }

    private void start(int maxEntries) {
        MemoBuilder builder = Memo.builder().ticker(ticker);
        memo = (maxEntries > 0 ? builder.maxEntries(maxEntries) : builder).build();
        versions = memo.proxy(Versions.class, target);
        versions.version(-1); // links the method, so that it can be invalidated
        memo.method(Versions.class, "version").invalidate(-1);
    }

    /** What the next call must give. */
    private static final class Kept {
        final long version;
        final long since;

        /** How often it was loaded and not asked for: after more than eight times it is not carried on. */
        int loads;

        Kept(long version, long since) {
            this.version = version;
            this.since = since;
        }
    }

    /** Gives another result at each run. */
    static class Versions {
        private int loads;

        @Cached(ttl = "10m", receiver = Receiver.IGNORE)
        long version(int key) {
            return ++loads;
        }
    }
}
