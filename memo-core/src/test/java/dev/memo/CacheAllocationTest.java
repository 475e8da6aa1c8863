// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hit of a direct cache or a memoized function allocates nothing. */
class CacheAllocationTest {
    private static final int KEYS = 500;
    private static final int HITS = 20_000;
    private static final String[] NAMES = new String[KEYS];

    static {
        for (int i = 0; i < KEYS; i++) {
            NAMES[i] = "name " + i;
        }
    }

    private final Memo memo = Memo.create();
    private @Nullable Object seen;

    @Test
    void getAllocatesNothing() throws Throwable {
        Cache<String, String> cache = filled(memo.cache("plain"));
        expectNothing(i -> cache.get(NAMES[i]));
    }

    @Test
    void getOfAValueWithATtlAllocatesNothing() throws Throwable {
        Cache<String, String> cache = filled(
                memo.cache("mortal", CacheSettings.of().ttl(Duration.ofHours(1)).idle(Duration.ofHours(1))));
        expectNothing(i -> cache.get(NAMES[i]));
    }

    @Test
    void getWithALoaderAllocatesNothing() throws Throwable {
        Cache<String, String> cache = filled(memo.cache("loading"));
        Function<String, String> loader = name -> "never";
        expectNothing(i -> cache.get(NAMES[i], loader));
    }

    @Test
    void aMemoizedFunctionAllocatesNothing() throws Throwable {
        Function<String, String> function = memo.memoize("function", name -> "value of " + name);
        expectNothing(i -> function.apply(NAMES[i]));
    }

    @Test
    void aMemoizedFunctionOfTwoAllocatesNothing() throws Throwable {
        BiFunction<String, String, String> function = memo.memoize("of two", (a, b) -> "value of " + a);
        expectNothing(i -> function.apply(NAMES[i], NAMES[KEYS - 1 - i]));
    }

    @Test
    void aMemoizedSupplierAllocatesNothing() throws Throwable {
        Supplier<String> supplier = memo.memoize("supplier", () -> "value of " + NAMES[(HITS - 1) % KEYS]);
        expectNothing(i -> supplier.get());
    }

    private void expectNothing(Hit hit) throws Throwable {
        for (int i = 0; i < KEYS; i++) {
            seen = hit.ask(i);
        }
        AllocatedBytes.Round round = () -> {
            for (int n = 0; n < HITS; n++) {
                seen = hit.ask(n % KEYS);
            }
        };
        assertThat(AllocatedBytes.of(round)).as("bytes in " + HITS + " hits").isZero();
        assertThat(seen).isEqualTo("value of " + NAMES[(HITS - 1) % KEYS]);
    }

    private static Cache<String, String> filled(Cache<String, String> cache) {
        for (String name : NAMES) {
            cache.put(name, "value of " + name);
        }
        return cache;
    }

    /** Asks with the key of a number. */
    private interface Hit {
        @Nullable
        Object ask(int i);
    }
}
