// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random timelines of gets, writes, failures and refreshes, against {@link AgingModel}, at and around every boundary. */
class FreshnessModelTest {
    private static final int TIMELINES = 300;
    private static final int STEPS = 300;
    private static final int KEYS = 3;

    @Test
    void randomTimelinesFollowTheRules() {
        long seed = Seed.next();
        Random random = new Random(seed);
        for (int i = 0; i < TIMELINES; i++) {
            Timeline timeline = new Timeline(random);
            for (int step = 0; step < STEPS; step++) {
                String done = timeline.step();
                assertThat(timeline.differences())
                        .as("seed %d, timeline %d, step %d: %s, %s", seed, i, step, done, timeline.model)
                        .isEmpty();
            }
        }
    }

    /** One cache and its model on one clock. Confined to one thread. */
    private static final class Timeline {
        private final Random random;
        private final FakeTicker ticker = new FakeTicker();
        private final HeldTasks later = new HeldTasks();
        private final Cache<Integer, String> cache;
        private final AgingModel model;
        private boolean failing;
        private int loads;
        private String difference = "";

        Timeline(Random random) {
            this.random = random;
            long ttl = 10L + random.nextInt(20);
            long keep = random.nextBoolean() ? ttl + random.nextInt(30) : 0;
            long refresh = random.nextBoolean() ? 1L + random.nextInt((int) ttl - 1) : 0;
            long retry = 1L + random.nextInt(10);
            this.model = new AgingModel(ttl, keep, refresh, keep > 0 || refresh > 0 ? retry : 0);
            Memo memo = Memo.builder().ticker(ticker).executor(later).build();
            this.cache = memo.cache("c", settings(model));
        }

        private static CacheSettings<Object, Object> settings(AgingModel model) {
            CacheSettings<Object, Object> settings = CacheSettings.of().ttl(Duration.ofNanos(model.ttl));
            settings = model.keep > 0 ? settings.keep(Duration.ofNanos(model.keep)) : settings;
            settings = model.refresh > 0 ? settings.refresh(Duration.ofNanos(model.refresh)) : settings;
            return model.retry > 0 ? settings.retry(Duration.ofNanos(model.retry)) : settings;
        }

        String step() {
            failing = random.nextInt(3) == 0;
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    long nanos = random.nextBoolean() ? random.nextInt(4) : model.toSomeBoundary(random);
                    ticker.advance(Duration.ofNanos(nanos));
                    model.now += nanos;
                    return "advanced " + nanos;
                }
                case 4 -> {
                    boolean rejecting = random.nextInt(3) == 0;
                    later.reject(rejecting);
                    model.rejecting = rejecting;
                    return "rejecting " + rejecting;
                }
                case 5 -> {
                    runQueued();
                    return "ran what was queued, failing " + failing;
                }
                default -> {
                    return access(random.nextInt(KEYS));
                }
            }
        }

        private String access(int key) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    cache.put(key, "put" + ++loads);
                    model.put(key, "put" + loads);
                    return "put " + key;
                }
                case 1 -> {
                    compare(cache.remove(key), model.remove(key));
                    return "removed " + key;
                }
                case 2 -> {
                    compare(cache.get(key), model.lookUp(key));
                    return "looked up " + key;
                }
                default -> {
                    compare(get(key), model.get(key, failing, "v" + (loads + 1)));
                    loads = Math.max(loads, model.loads);
                    return "got " + key + ", failing " + failing;
                }
            }
        }

        private @Nullable String get(int key) {
            try {
                return cache.get(key, loader());
            } catch (IllegalStateException e) {
                return "failed";
            }
        }

        private Function<Integer, String> loader() {
            int next = loads + 1;
            return key -> {
                if (failing) {
                    throw new IllegalStateException("as the model wants it");
                }
                return "v" + next;
            };
        }

        private void runQueued() {
            cache.cleanUp();
            model.cleanUp();
            later.run();
            model.runQueued(failing);
        }

        private void compare(@Nullable Object real, @Nullable Object expected) {
            if (!String.valueOf(real).equals(String.valueOf(expected))) {
                difference = "got " + real + ", expected " + expected;
            }
        }

        /** Returns what differs, empty for nothing. */
        String differences() {
            Stats stats = cache.stats();
            String counts = "stale " + stats.staleServes() + " refreshes " + stats.refreshes() + " failed "
                    + stats.refreshFailures() + " drops " + stats.refreshDrops() + " loads " + stats.loads();
            compare(counts, model.counts());
            for (int key = 0; key < KEYS; key++) {
                compare(cache.peek(key), model.fresh(key));
            }
            return difference;
        }
    }
}
