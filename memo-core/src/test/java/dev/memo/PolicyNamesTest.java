// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.spi.EvictionPolicy;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The case of a policy's name and the spaces around it count nowhere, and a misspelt one gets the same answer everywhere. */
@Tag("parity-38")
class PolicyNamesTest {
    private static final String ANSWER = "policy must be the name of a policy, was \"lrru\". Did you mean lru?";

    @Test
    void aNameWithSpacesAndCapitalsIsTheSameInARuntimeACacheAndAnAnnotation() {
        Memo memo = Memo.builder().policy(" MRU ").build();
        Cache<String, Integer> newest = memo.cache("newest", CacheSettings.of().maxEntries(2));
        Cache<String, Integer> oldest =
                memo.cache("oldest", CacheSettings.of().maxEntries(2).policy(" LRU "));
        Prices prices = memo.proxy(Prices.class, item -> item);
        for (Cache<String, Integer> cache : java.util.List.of(newest, oldest)) {
            cache.put("a", 1);
            cache.put("b", 2);
            cache.put("c", 3);
        }
        assertThat(newest.keys()).containsExactlyInAnyOrder("a", "c");
        assertThat(oldest.keys()).containsExactlyInAnyOrder("b", "c");
        assertThat(prices.price(1)).isEqualTo(1);
    }

    @Test
    void aPolicyWhoseOwnNameHasSpacesAndCapitalsIsFound() {
        EvictionPolicy loud = new Loud();
        Memo memo = Memo.builder().register(loud).build();
        Cache<String, Integer> cache =
                memo.cache("users", CacheSettings.of().maxEntries(1).policy("second chance"));
        cache.put("a", 1);
        cache.put("b", 2);
        assertThat(cache.size()).isEqualTo(1);
        Memo.builder().policy(loud).build().cache("users").put("a", 1);
    }

    @Test
    void aMisspeltNameGetsTheSameAnswerEverywhere() {
        Memo memo = Memo.create();
        assertThatThrownBy(() -> Memo.builder().policy("lrru").build()).hasMessageContaining(ANSWER);
        assertThatThrownBy(() -> memo.cache("users", CacheSettings.of().policy("lrru")))
                .hasMessageContaining(ANSWER);
        assertThatThrownBy(() -> memo.memoize("users", CacheSettings.of().policy("lrru"), Function.identity()))
                .hasMessageContaining(ANSWER);
        assertThatThrownBy(() -> memo.proxy(Misspelt.class, item -> item)).hasMessageContaining(ANSWER);
    }

    interface Prices {
        @Cached(policy = " Fifo ")
        long price(long item);
    }

    interface Misspelt {
        @Cached(policy = "lrru")
        long price(long item);
    }

    /** A policy with an untidy name. Immutable. */
    private static final class Loud implements EvictionPolicy {
        @Override
        public String name() {
            return " Second Chance ";
        }

        @Override
        public Order newOrder() {
            return new SecondChance().newOrder();
        }
    }
}
