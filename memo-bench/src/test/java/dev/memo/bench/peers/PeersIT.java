// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Customer;
import dev.memo.bench.data.Price;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every peer really caches, in a JVM with Memo's agent. Confined to one thread. */
class PeersIT {
    @ParameterizedTest
    @MethodSource("peers")
    void secondCallWithEqualArgumentsDoesNotLoad(LongFunction<Price> peer) {
        long before = Backend.loads();

        Price first = peer.apply(4_711_000_001L);
        Price second = peer.apply(4_711_000_001L);

        assertThat(second).isSameAs(first).isEqualTo(new Price(4_711_000_001L, 1));
        assertThat(Backend.loads() - before).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void callWithOtherArgumentsLoads(LongFunction<Price> peer) {
        long before = Backend.loads();

        assertThat(peer.apply(5)).isEqualTo(new Price(5, 5));
        assertThat(peer.apply(6)).isEqualTo(new Price(6, 6));
        assertThat(Backend.loads() - before).isEqualTo(2);
    }

    @Test
    void isolatedValueIsCopied() {
        Customer first = MemoPrices.customer(5);
        Customer second = MemoPrices.customer(5);

        assertThat(second).isNotSameAs(first);
        assertThat(second.checksum()).isEqualTo(new Customer(5).checksum());
    }

    static Stream<Named<LongFunction<Price>>> peers() {
        CaffeinePrices caffeine = new CaffeinePrices();
        GuavaPrices guava = new GuavaPrices();
        Cache2kPrices cache2k = new Cache2kPrices();
        MapPrices map = new MapPrices();
        SpringPrices spring = new SpringPrices();
        return Stream.of(
                Named.of("Memo, woven", product -> MemoPrices.price(product)),
                Named.of(
                        "Memo, woven, two arguments",
                        product -> MemoPrices.priceIn(product, "x".repeat(cents(product)))),
                Named.of("Memo, proxy", new MemoProxy()::price),
                Named.of("Caffeine", caffeine::price),
                Named.of("Caffeine, two arguments", product -> caffeine.priceIn(product, "x".repeat(cents(product)))),
                Named.of("Guava", guava::price),
                Named.of("Guava, two arguments", product -> guava.priceIn(product, "x".repeat(cents(product)))),
                Named.of("cache2k", cache2k::price),
                Named.of("cache2k, two arguments", product -> cache2k.priceIn(product, "x".repeat(cents(product)))),
                Named.of("Ehcache", new EhcachePrices()::price),
                Named.of("Spring", spring::price),
                Named.of("Spring, sync", spring::synchronizedPrice),
                Named.of("JetCache", new JetCachePrices()::price),
                Named.of("jcabi-aspects", new JcabiPrices()::price),
                Named.of("map", map::price),
                Named.of("map, two arguments", product -> map.priceIn(product, "x".repeat(cents(product)))));
    }

    private static int cents(long product) {
        return (int) (product % 10_000);
    }
}
