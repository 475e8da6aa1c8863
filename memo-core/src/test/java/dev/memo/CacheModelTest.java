// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Storage;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A direct cache behaves as a plain map with deadlines does, whatever is done to it, one after another. */
@Tag("parity-42")
@Tag("parity-46")
class CacheModelTest {
    private static final int OPERATIONS = 30_000;
    private static final int KEYS = 40;
    private static final Duration TTL = Duration.ofNanos(100);
    private static final Duration IDLE = Duration.ofNanos(60);

    private final FakeTicker ticker = FakeTicker.wrappingAroundIn(Duration.ofNanos(20_000));
    private final Map<String, Kept> model = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Random random = new Random(Seed.next());

    @ParameterizedTest
    @EnumSource(Storage.class)
    void everyOperationAnswersAsTheModelDoes(Storage storage) {
        Cache<String, Object> cache = Memo.builder()
                .ticker(ticker)
                .build()
                .cache(
                        "model",
                        CacheSettings.of()
                                .ttl(TTL)
                                .idle(IDLE)
                                .storage(storage)
                                .removalListener((key, value, cause) -> heard.add(key + "=" + value + " " + cause)));
        for (int i = 0; i < OPERATIONS; i++) {
            ticker.advance(Duration.ofNanos(random.nextInt(4)));
            String key = "key " + random.nextInt(KEYS);
            if (random.nextBoolean()) {
                read(cache, key);
            } else {
                write(cache, key, random.nextInt(10) == 0 ? null : "value " + i);
            }
            if (i % 100 == 0) {
                compareAll(cache);
            }
        }
        compareAll(cache);
    }

    private void read(Cache<String, Object> cache, String key) {
        Kept live = live(key);
        Object value = live == null ? null : live.value;
        switch (random.nextInt(8)) {
            case 0 -> assertThat(cache.contains(key)).isEqualTo(live != null);
            case 1 -> assertThat(cache.peek(key)).isEqualTo(value);
            case 2 -> assertThat(cache.remaining(key).isPresent()).isEqualTo(live != null);
            case 3 -> assertThat(cache.asMap().containsKey(key)).isEqualTo(value != null);
            default -> touchingRead(cache, key, live);
        }
    }

    private void touchingRead(Cache<String, Object> cache, String key, @Nullable Kept live) {
        Object value = live == null ? null : live.value;
        switch (random.nextInt(4)) {
            case 0 -> assertThat(cache.lookup(key).isHit()).isEqualTo(live != null);
            case 1 -> assertThat(cache.getAll(List.of(key)).containsKey(key)).isEqualTo(live != null);
            case 2 -> {
                Object loaded = live == null ? "loaded" : value;
                assertThat(cache.get(key, absent -> "loaded")).isEqualTo(loaded);
                if (live == null) {
                    keep(key, "loaded", TTL);
                }
            }
            default -> assertThat(cache.get(key)).isEqualTo(value);
        }
        if (live != null) {
            live.read = ticker.nanos();
        }
    }

    private void write(Cache<String, Object> cache, String key, @Nullable Object value) {
        Kept live = live(key);
        switch (random.nextInt(20)) {
            case 0 -> {
                cleanUp(cache); // what has ended may have been removed before, and may not
                cache.clear();
                model.forEach((each, kept) -> leave(each, kept, "CLEARED"));
                model.clear();
            }
            case 1, 2, 3 -> {
                assertThat(cache.remove(key)).isEqualTo(live != null);
                drop(key, "INVALIDATED");
            }
            case 4, 5, 6 -> {
                assertThat(cache.add(key, value)).isEqualTo(live == null);
                if (live == null) {
                    keep(key, value, TTL);
                }
            }
            case 7, 8, 9 -> {
                assertThat(cache.replace(key, value)).isEqualTo(live != null);
                if (live != null) {
                    keep(key, value, TTL);
                }
            }
            default -> put(cache, key, value);
        }
    }

    private void put(Cache<String, Object> cache, String key, @Nullable Object value) {
        switch (random.nextInt(3)) {
            case 0 -> {
                Duration own = Duration.ofNanos(1 + random.nextInt(300));
                cache.put(key, value, own);
                keep(key, value, own);
            }
            case 1 -> cleanUp(cache);
            default -> writeMap(cache, key, value);
        }
    }

    private void writeMap(Cache<String, Object> cache, String key, @Nullable Object value) {
        Kept live = live(key);
        Object shown = live == null ? null : live.value;
        if (value == null) {
            cache.put(key, null);
            keep(key, null, TTL);
        } else if (random.nextBoolean()) {
            assertThat(cache.asMap().put(key, value)).isEqualTo(shown);
            keep(key, value, TTL);
        } else if (shown != null) {
            assertThat(cache.asMap().merge(key, value, (old, more) -> old + "+"))
                    .isEqualTo(shown + "+");
            keep(key, shown + "+", TTL);
        }
    }

    private void compareAll(Cache<String, Object> cache) {
        Map<String, Object> live = new TreeMap<>();
        for (String key : List.copyOf(model.keySet())) {
            Kept kept = live(key);
            if (kept != null) {
                live.put(key, String.valueOf(kept.value));
            }
        }
        assertThat(cache.keys()).containsExactlyInAnyOrderElementsOf(live.keySet());
        assertThat(cache.liveSize()).isEqualTo(live.size());
        Map<String, Object> peeked = new TreeMap<>();
        cache.peekAll(live.keySet()).forEach((key, value) -> peeked.put(key, String.valueOf(value)));
        assertThat(peeked).isEqualTo(live);
        cleanUp(cache);
        assertThat(heard).containsExactlyInAnyOrderElementsOf(expected);
        heard.clear();
        expected.clear();
    }

    private void cleanUp(Cache<String, Object> cache) {
        cache.cleanUp();
        model.keySet().removeIf(each -> live(each) == null && end(each));
        assertThat(cache.size()).isEqualTo(model.size());
    }

    private @Nullable Kept live(String key) {
        Kept kept = model.get(key);
        long now = ticker.nanos();
        return kept == null || kept.deadline - now <= 0 || kept.read + IDLE.toNanos() - now <= 0 ? null : kept;
    }

    private void keep(String key, @Nullable Object value, Duration ttl) {
        drop(key, "REPLACED");
        model.put(key, new Kept(value, ticker.nanos() + ttl.toNanos(), ticker.nanos()));
    }

    private void drop(String key, String cause) {
        boolean ended = live(key) == null;
        Kept kept = model.remove(key);
        if (kept != null) {
            leave(key, kept, ended ? "EXPIRED" : cause);
        }
    }

    private boolean end(String key) {
        leave(key, java.util.Objects.requireNonNull(model.get(key)), "EXPIRED");
        return true;
    }

    private void leave(String key, Kept kept, String cause) {
        expected.add(key + "=" + kept.value + " " + cause);
    }

    /** A value and its times. */
    private static final class Kept {
        final @Nullable Object value;
        final long deadline;
        long read;

        Kept(@Nullable Object value, long deadline, long read) {
            this.value = value;
            this.deadline = deadline;
            this.read = read;
        }
    }
}
