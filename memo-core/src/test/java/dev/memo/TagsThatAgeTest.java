// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value whose tag was invalidated serves nobody any more, however stale values serve otherwise. */
@Timeout(60)
class TagsThatAgeTest {
    private static final Duration TTL = Duration.ofMinutes(1);

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Scripted script = new Scripted();
    private final Cache<String, String> cache = memo.cache(
            "c",
            CacheSettings.<String, String>of()
                    .ttl(TTL)
                    .keep(Duration.ofHours(1))
                    .tags((key, value) -> List.of("all")));

    @Test
    void itDoesNotServeWhereTheReloadFails() {
        cache.get("k", script);
        ticker.advance(TTL);
        memo.invalidateTag("all");
        assertThatThrownBy(() -> cache.get("k", key -> {
                    throw new IllegalStateException("down");
                }))
                .hasMessage("down");
        assertThat(cache.stats().staleServes()).isZero();
    }

    @Test
    void itDoesNotServeWhileItIsLoadedAnew() throws Exception {
        cache.get("k", script);
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        CompletableFuture<@Nullable String> leader =
                CompletableFuture.supplyAsync(() -> cache.get("k", script), ThreadPerTask.EXECUTOR);
        script.awaitRuns(2);
        assertThat(cache.get("k")).as("before").isEqualTo("k1");
        memo.invalidateTag("all");
        assertThat(cache.get("k")).isNull();
        assertThat(cache.stats().staleServes()).isEqualTo(1);
        gate.countDown();
        assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo("k2");
        assertThat(cache.get("k")).as("loaded before the invalidation").isNull();
        assertThat(cache.get("k", script)).isEqualTo("k3");
        assertThat(cache.get("k")).isEqualTo("k3");
    }
}
