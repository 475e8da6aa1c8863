// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The views of a cache's map, while it changes and with keys and values that a plain map has not. */
@Tag("parity-42")
class CacheMapViewsTest {
    private static final int MANY = 1_000;

    private final Memo memo = Memo.create();
    private final Function<@Nullable String, Integer> length =
            memo.memoize("length", (@Nullable String text) -> text == null ? -1 : text.length());
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

    @Test
    void ofAMemoizedFunctionNullIsAKeyOfTheViews() {
        ConcurrentMap<Object, Object> lengths = lengths().asMap();
        assertThat(lengths).isEqualTo(lengths().asMap()).containsEntry(null, -1).hasSize(2);
        assertThat(lengths.entrySet().containsAll(lengths().asMap().entrySet())).isTrue();
        lengths.replaceAll((key, value) -> 7);
        assertThat(lengths.get(Nulls.any())).isEqualTo(7);
        assertThat(lengths.keySet().removeIf(key -> key == null)).isTrue();
        assertThat(lengths.keySet()).containsExactly("abc");
        assertThat(lengths.keySet().contains(Nulls.any())).isFalse();
    }

    @Test
    void ofAMemoizedFunctionNullIsAKeyOfTheCache() {
        Cache<Object, Object> lengths = lengths();
        assertThat(lengths.get(Nulls.any())).isEqualTo(-1);
        assertThat(lengths.getAll(lengths.keys())).hasSize(2).containsEntry(null, -1);
        assertThat(lengths.get(Nulls.any(), key -> 0)).isEqualTo(-1);
        assertThat(lengths.removeAll(lengths.keys())).isEqualTo(2);
        assertThat(lengths.size()).isZero();
        lengths.put(Nulls.any(), -2);
        assertThat(length.apply(Nulls.any())).isEqualTo(-2);
    }

    @Test
    void ofASupplierTheOnlyKeyCanBeRemoved() {
        Supplier<Integer> one = memo.memoize("one", () -> 1);
        assertThat(one.get()).isEqualTo(1);
        Cache<Object, Object> cache = named("one");
        assertThat(cache.removeAll(cache.keys())).isEqualTo(1);
        assertThat(cache.keys()).isEmpty();
    }

    @Test
    void ofAPlainCacheNullIsInNoView() {
        map.put(1, 1);
        assertThat(map.keySet().contains(Nulls.any())).isFalse();
        assertThat(map.keySet().remove(Nulls.any())).isFalse();
        assertThat(map.entrySet().contains(new AbstractMap.SimpleEntry<>(null, 1)))
                .isFalse();
    }

    private Cache<Object, Object> lengths() {
        assertThat(length.apply(Nulls.any())).isEqualTo(-1);
        assertThat(length.apply("abc")).isEqualTo(3);
        return named("length");
    }

    @SuppressWarnings("unchecked") // it takes anything
    private Cache<Object, Object> named(String name) {
        return (Cache<Object, Object>) memo.caches().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
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
