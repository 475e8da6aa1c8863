// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nulls that stand for nothing are refused with the place and what to do, and nothing has changed then. */
@Tag("parity-51")
class CacheNullsTest {
    private final Memo memo = Memo.create();
    private final Cache<String, Integer> cache = memo.cache("users");

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(() -> cache.getAll(Nulls.any()), "getAll: keys must not be null, was null. Pass an empty list");
        assertRefused(() -> cache.peekAll(Nulls.any()), "peekAll: keys must not be null, was null. Pass an empty");
        assertRefused(() -> cache.removeAll(Nulls.any()), "removeAll: keys must not be null, was null. Pass an empty");
        assertRefused(() -> cache.putAll(Nulls.any()), "putAll: entries must not be null, was null. Pass an empty map");
        assertRefused(
                () -> cache.keys(Nulls.<Predicate<String>>any()),
                "keys: a filter must not be null, was null. Call keys() without one.");
        assertRefused(
                () -> cache.get("a", Nulls.<Function<String, Integer>>any()),
                "get: a loader must not be null, was null. Call get(key) without one.");
        assertRefused(() -> cache.put("a", 1, Nulls.<Duration>any()), "put: a lifetime must not be null, was null.");
        assertRefused(() -> cache.put("a", 1, Nulls.<Instant>any()), "put: an end must not be null, was null.");
        assertThat(cache.size()).isZero();
    }

    @Test
    void aNullAmongManyKeysIsFoundBeforeAnythingIsDone() {
        cache.put("a", 1);
        assertThatThrownBy(() -> cache.removeAll(Arrays.asList("a", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("cache \"users\": a key must not be null. Use another key.");
        Map<String, Integer> entries = new HashMap<>();
        entries.put("b", 2);
        entries.put(null, 3);
        assertThatThrownBy(() -> cache.putAll(entries)).isInstanceOf(NullPointerException.class);
        assertThat(cache.keys()).containsExactly("a");
    }

    @Test
    void aProxyOfNothingIsRefused() {
        assertThatThrownBy(() -> memo.proxy(Runnable.class, Nulls.<Runnable>any()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("memo.proxy(Runnable): an object must not be null, was null. Pass the one to wrap.");
        assertThatThrownBy(() -> memo.proxy(Nulls.<Class<Object>>any(), "target"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("memo.proxy: a type must not be null, was null. Pass what to wrap it as.");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("cache \"users\"." + message);
    }
}
