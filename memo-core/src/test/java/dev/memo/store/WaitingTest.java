// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import static dev.memo.store.Keys.key;
import static dev.memo.store.Keys.number;
import static dev.memo.store.Keys.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits to be written comes to the same as what was asked for. */
class WaitingTest {
    private final Waiting waiting = new Waiting();
    private long numbers;

    @Test
    void onlyTheLatestChangeOfAKeyWaits() {
        put(1, 10);
        put(1, 11);
        waiting.add(key(2), StoreChange.remove(key(2)), false, ++numbers);

        assertThat(waiting.list(0)).containsExactly(StoreChange.put(key(1), value(11)), StoreChange.remove(key(2)));
        assertThat(waiting.puts()).isEqualTo(1);
        assertThat(waiting.bytes()).isEqualTo(16);
    }

    @Test
    void theRemovalOfARegionDropsWhatWasBeforeAndNotWhatComesAfter() {
        put(1, 10);
        put(2, 20);
        waiting.clear("region", ++numbers);
        put(2, 21);

        assertThat(waiting.list(0))
                .containsExactly(StoreChange.removeRegion("region"), StoreChange.put(key(2), value(21)));
        assertThat(waiting.of(key(1))).isEqualTo(StoreChange.remove(key(1)));
        assertThat(waiting.of(key("other", 1))).isNull();
    }

    @Test
    void whatIsAddedTogetherIsTakenTogether() {
        put(1, 10);
        numbers++;
        for (int i = 2; i < 6; i++) {
            waiting.add(key(i), StoreChange.put(key(i), value(i)), false, numbers);
        }
        put(6, 60);
        put(3, 31);

        Waiting first = waiting.take(2);

        assertThat(first.list(0))
                .containsExactly(
                        StoreChange.put(key(1), value(10)),
                        StoreChange.put(key(2), value(2)),
                        StoreChange.put(key(3), value(31)),
                        StoreChange.put(key(4), value(4)),
                        StoreChange.put(key(5), value(5)));
        assertThat(first.last()).as("the change of 3 is the last of all").isEqualTo(2);
        assertThat(waiting.take(2).last()).isEqualTo(4);
    }

    @Test
    void aLostValueTakesAnOlderOneAlong() {
        waiting.add(key(1), StoreChange.put(key(1), value(10)), false, ++numbers);
        waiting.add(key(2), StoreChange.put(key(2), value(20)), true, ++numbers);

        waiting.putBack(waiting.take(10));

        assertThat(waiting.list(0)).containsExactly(StoreChange.remove(key(1)));
        assertThat(waiting.puts()).isZero();
        assertThat(waiting.bytes()).isZero();
    }

    @Test
    void whatHasGoneByOfAnIdleTimeIsTakenOff() {
        waiting.add(key(1), StoreChange.put(key(1), value(10).idleFor(500)), true, ++numbers);
        waiting.add(key(2), StoreChange.put(key(2), value(20)), true, ++numbers);

        assertThat(waiting.list(200))
                .containsExactly(StoreChange.put(key(1), value(10).idleFor(300)), StoreChange.put(key(2), value(20)));
        assertThat(waiting.list(500)).containsExactly(StoreChange.remove(key(1)), StoreChange.put(key(2), value(20)));
    }

    @Test
    void tooManyRemovalsBecomeThoseOfTheirRegions() {
        for (int i = 0; i < 5; i++) {
            waiting.add(key(i), StoreChange.remove(key(i)), false, ++numbers);
        }

        waiting.shed(4);

        assertThat(waiting.list(0)).containsExactly(StoreChange.removeRegion("region"));
    }

    /** After any failures, no key has an older value than its latest: that or none. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverLeavesAnOlderValue(long seed) {
        Random random = new Random(seed);
        Map<StoreKey, Long> store = new HashMap<>();
        Map<StoreKey, Long> latest = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StoreKey key = key(random.nextBoolean() ? "a" : "b", random.nextInt(20));
            switch (random.nextInt(16)) {
                case 0 -> clear(random.nextInt(4) == 0 ? null : key.region(), latest);
                case 1, 2 -> {
                    waiting.add(key, StoreChange.remove(key), false, ++numbers);
                    latest.remove(key);
                }
                case 3, 4 -> write(random.nextInt(12) + 1, random.nextInt(3) == 0, store, random.nextInt(20));
                default -> {
                    boolean first = waiting.of(key) == null && !store.containsKey(key);
                    waiting.add(key, StoreChange.put(key, value(++numbers)), first, numbers);
                    latest.put(key, numbers);
                }
            }
            assertThat(waiting.puts()).as("seed %s", seed).isEqualTo((int) waiting.list(0).stream()
                    .filter(StoreChange.Put.class::isInstance)
                    .count());
        }
        write(Integer.MAX_VALUE, false, store, Integer.MAX_VALUE);
        store.forEach((key, number) -> assertThat(latest).as("seed %s", seed).containsEntry(key, number));
    }

    private void clear(@org.jspecify.annotations.Nullable String region, Map<StoreKey, Long> latest) {
        waiting.clear(region, ++numbers);
        latest.keySet().removeIf(key -> region == null || key.region().equals(region));
    }

    private void write(int most, boolean fails, Map<StoreKey, Long> store, int kept) {
        Waiting batch = waiting.take(most);
        if (fails) {
            waiting.putBack(batch);
            waiting.shed(kept);
            return;
        }
        for (StoreChange change : batch.list(0)) {
            if (change instanceof StoreChange.Put put) {
                store.put(put.key(), number(put.value()));
            } else if (change instanceof StoreChange.Remove remove) {
                store.remove(remove.key());
            } else if (change instanceof StoreChange.RemoveRegion region) {
                store.keySet().removeIf(key -> key.region().equals(region.region()));
            } else {
                store.clear();
            }
        }
    }

    private void put(int key, long value) {
        waiting.add(key(key), StoreChange.put(key(key), value(value)), true, ++numbers);
    }
}
