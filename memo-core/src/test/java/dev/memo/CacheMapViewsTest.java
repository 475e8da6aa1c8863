// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The views of a cache's map, while it changes and with keys and values that a plain map has not. */
@Tag("parity-42")
class CacheMapViewsTest {
    private static final int MANY = 1_000;

    private final Memo memo = Memo.create();
    private final ConcurrentMap<Integer, Integer> map =
            memo.<Integer, Integer>cache("numbers").asMap();

    @Test
    void aStreamOfAViewGoesOnWhenEntriesLeaveMeanwhile() {
        assertStreams(map.keySet());
        assertStreams(map.values());
        assertStreams(map.entrySet());
    }

    @Test
    void aStreamOfAViewShowsAllThatIsThere() {
        IntStream.range(0, MANY).forEach(i -> map.put(i, -i));
        assertThat(map.keySet().stream().mapToInt(key -> key).sum()).isEqualTo(MANY * (MANY - 1) / 2);
        assertThat(map.values().parallelStream().mapToInt(value -> value).sum()).isEqualTo(-MANY * (MANY - 1) / 2);
        assertThat(map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .isEqualTo(map);
    }

    /** The first element removes both. */
    private <T> void assertStreams(Collection<T> view) {
        map.putAll(Map.of(1, 1, 2, 2));
        assertThat(view.spliterator().hasCharacteristics(Spliterator.SIZED)).isFalse();
        assertThat(view.stream().peek(element -> map.clear()).toList()).hasSize(1);
        map.putAll(Map.of(1, 1, 2, 2));
        assertThat(view.stream().peek(element -> map.clear()).toArray()).hasSize(1);
    }
}
