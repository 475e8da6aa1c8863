// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Storage;
import dev.memo.spi.CodecException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the writes of a direct cache do, refuse and leave as it was. */
@Tag("parity-42")
class CacheWritesTest {
    private static final int MAX_BYTES = 10_000;
    private static final String LARGE = "x".repeat(MAX_BYTES / 2 + 1);

    private final Memo memo = Memo.create();
    private final Cache<String, Object> cache =
            memo.cache("things", CacheSettings.of().maxBytes(MAX_BYTES));

    @Test
    void addRefusesALiveKeyAndReplaceNeedsOne() {
        assertThat(cache.replace("k", 1)).isFalse();
        assertThat(cache.get("k")).isNull();
        assertThat(cache.add("k", 1)).isTrue();
        assertThat(cache.add("k", 2)).isFalse();
        assertThat(cache.get("k")).isEqualTo(1);
        assertThat(cache.replace("k", 3)).isTrue();
        assertThat(cache.get("k")).isEqualTo(3);
        assertThat(cache.stats().puts()).isEqualTo(2);
    }

    @Test
    void removeSaysWhetherThereWasAValue() {
        cache.put("k", 1);
        assertThat(cache.remove("k")).isTrue();
        assertThat(cache.remove("k")).isFalse();
        assertThat(cache.get("k")).isNull();
        assertThat(cache.stats().invalidations()).isEqualTo(1);
    }

    @Test
    @Tag("parity-29")
    void theWeightIsExactThroughOverwriteAndRemoval() {
        cache.put("k", "x".repeat(100));
        long small = cache.weight();
        cache.put("k", "x".repeat(1_100));
        assertThat(cache.weight()).isEqualTo(small + 1_000);
        cache.put("k", "x".repeat(100));
        assertThat(cache.weight()).isEqualTo(small);
        cache.put("j", "x".repeat(100));
        assertThat(cache.weight()).isEqualTo(2 * small);
        cache.remove("k");
        assertThat(cache.weight()).isEqualTo(small);
        cache.clear();
        assertThat(cache.weight()).isZero();
    }

    @Test
    @Tag("parity-30")
    void aValueTooLargeIsRefusedEvictsNothingAndLeavesNoOlderValue() {
        cache.put("other", "stays");
        cache.put("k", "older");
        assertThatThrownBy(() -> cache.put("k", LARGE))
                .isInstanceOf(EntryTooLargeException.class)
                .hasMessageMatching(
                        "cache \"things\": a value must take at most \\d+ bytes with its key, this one takes \\d+\\. Raise"
                                + " maxBytes or the runtime's maxEntryShare, or keep a part of it\\.");
        assertThat(cache.get("k")).isNull();
        assertThat(cache.get("other")).isEqualTo("stays");
        assertThat(cache.stats().rejections()).isEqualTo(1);
        assertThat(cache.stats().evictions()).isZero();
    }

    @Test
    @Tag("parity-30")
    void addOfAValueTooLargeIsRefusedOnlyWhereItWouldBeKept() {
        cache.put("k", 1);
        assertThat(cache.add("k", LARGE)).isFalse();
        assertThat(cache.get("k")).isEqualTo(1);
        assertThatThrownBy(() -> cache.add("j", LARGE)).isInstanceOf(EntryTooLargeException.class);
        assertThat(cache.replace("none", LARGE)).isFalse();
    }

    @Test
    @Tag("parity-14")
    void aValueThatCannotBeEncodedIsRefusedWithItsTypeAndTheOlderOneStays() {
        cache.put("k", "older");
        Thread secret = Thread.currentThread();
        assertThatThrownBy(() -> cache.put("k", secret))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith(
                        "cache \"things\": a value of " + secret.getClass().getName()
                                + " cannot be kept as bytes by codec \"kryo\". Choose storage SHARED");
        assertThat(cache.get("k")).isEqualTo("older");
        assertThat(cache.stats().codecFailures()).isEqualTo(1);
    }

    @Test
    void whatMemoUsesForItsOwnEndsIsRefused() {
        assertThatThrownBy(() -> cache.put("k", void.class)).isInstanceOf(CodecException.class);
        Cache<String, Object> shared = memo.cache("shared", CacheSettings.of().storage(Storage.SHARED));
        assertThatThrownBy(() -> shared.put("k", new java.util.concurrent.CountDownLatch(1)))
                .isInstanceOf(CodecException.class);
    }

    @Test
    @Tag("parity-44")
    void putAllFindsWhatIsWrongBeforeAnythingIsKept() {
        cache.put("a", "older");
        assertThatThrownBy(() -> cache.putAll(ordered("a", "new", "b", Thread.currentThread())))
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> cache.putAll(ordered("a", "new", "b", LARGE)))
                .isInstanceOf(EntryTooLargeException.class);
        assertThatThrownBy(() -> cache.putAll(ordered("a", "new", null, 1))).isInstanceOf(NullPointerException.class);
        assertThat(cache.get("a")).isEqualTo("older");
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.stats().puts()).isEqualTo(1);
    }

    @Test
    @Tag("parity-43")
    void removeAllSaysHowManyThereWere() {
        cache.putAll(ordered("a", 1, "b", 2));
        assertThat(cache.removeAll(List.of("a", "c", "b"))).isEqualTo(2);
        assertThat(cache.size()).isZero();
    }

    @Test
    @Tag("parity-44")
    void removeAllTouchesNothingIfAKeyIsNull() {
        cache.put("a", 1);
        assertThatThrownBy(() -> cache.removeAll(Arrays.asList("a", null))).isInstanceOf(NullPointerException.class);
        assertThat(cache.contains("a")).isTrue();
    }

    @Test
    @Tag("parity-62")
    void aKeyThatCouldNeverBeFoundAgainIsRefused() {
        Cache<Object, String> byObject = memo.cache("objects");
        assertThatThrownBy(() -> byObject.put(new Object(), "lost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cache \"objects\": a key must have an equality of its own, all the way down, found a key of"
                                + " java.lang.Object. Declare equals and hashCode in its class, or use another key.");
        assertThat(byObject.get(new Object())).isNull();
        assertThat(byObject.size()).isZero();
    }

    @Test
    void whereNullIsNotKeptItIsRefused() {
        Cache<String, Object> strict = memo.cache("strict", CacheSettings.of().cacheNull(false));
        assertThatThrownBy(() -> strict.put("k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("cache \"strict\": null is not kept, as cacheNull is off. Remove the key instead.");
        assertThatThrownBy(() -> strict.add("k", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> strict.putAll(ordered("k", null, "j", 1))).isInstanceOf(NullPointerException.class);
        assertThat(strict.size()).isZero();
    }

    @Test
    @Tag("parity-47")
    void clearKeepsTheStatisticsAndResetKeepsTheEntries() {
        cache.put("k", 1);
        assertThat(cache.get("k")).isEqualTo(1);
        cache.resetStats();
        assertThat(cache.stats().hits() + cache.stats().puts()).isZero();
        assertThat(cache.stats().entries()).isEqualTo(1);
        assertThat(cache.stats().bytes()).isEqualTo(cache.weight()).isPositive();
        assertThat(cache.get("k")).isEqualTo(1);
        cache.clear();
        assertThat(cache.stats().hits()).isEqualTo(1);
        assertThat(cache.stats().entries()).isZero();
        assertThat(cache.size()).isZero();
    }

    @Test
    void aMapShowsNoNullAndPutsOverIt() {
        cache.put("k", null);
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.asMap().putIfAbsent("k", 1)).isNull();
        assertThat(cache.get("k")).isEqualTo(1);
    }

    @Test
    void aMapOfCopiesWithoutEqualityCanBeComputed() {
        Cache<String, Opaque> copies = memo.cache("copies");
        assertThat(copies.asMap().merge("k", new Opaque(1), Opaque::plus)).isNotNull();
        Opaque sum = copies.asMap().merge("k", new Opaque(2), Opaque::plus);
        assertThat(sum.n).isEqualTo(3);
        assertThat(copies.asMap().computeIfPresent("k", (key, old) -> null)).isNull();
        assertThat(copies.size()).isZero();
    }

    private static Map<String, Object> ordered(@Nullable Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Has no equality, and so is known by identity. */
    private static final class Opaque {
        private int n;

        Opaque(int n) {
            this.n = n;
        }

        Opaque plus(Opaque other) {
            return new Opaque(n + other.n);
        }
    }
}
