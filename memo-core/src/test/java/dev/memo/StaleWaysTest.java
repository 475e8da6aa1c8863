// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stale results are served whichever way a method is memoized. */
class StaleWaysTest {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofHours(1);
    private static final CacheSettings<Object, Object> STALE =
            CacheSettings.of().ttl(TTL).keep(KEEP);

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Scripted script = new Scripted();

    @Test
    void memoizedFunctionsServeStaleResults() {
        Function<String, String> function = memo.memoize("f", STALE, script);
        assertThat(function.apply("k")).isEqualTo("k1");
        ticker.advance(TTL);
        script.failFromNowOn();
        assertThat(function.apply("k")).isEqualTo("k1");
        assertThat(function.apply("k")).isEqualTo("k1");
        assertThat(script.runs()).isEqualTo(2);
    }

    @Test
    void proxiesServeStaleResultsOfAnyType() throws Exception {
        Answers original = new Answers();
        Asked fast = memo.proxy(Asked.class, original);
        for (int i = 0; i < 2; i++) {
            assertThat(fast.number(1)).isEqualTo(1);
            assertThat(fast.large(1)).isEqualTo(1L << 40);
            assertThat(fast.text("a")).isEqualTo("a1");
            assertThat(fast.nothing("a")).isNull();
            ticker.advance(Duration.ofMinutes(2));
            original.failing = true;
        }
        assertThat(original.runs).isEqualTo(8);
        ticker.advance(KEEP);
        assertThatThrownBy(() -> fast.text("a")).isInstanceOf(IOException.class);
    }

    @Test
    void linkedMethodsServeStaleResults() throws Throwable {
        Engine engine = new Engine(
                EngineSettings.builder().maxBytes(1 << 20).ticker(ticker).build());
        LinkedMethod method = LinkedMethod.of(
                engine, Tuned.with().ttl(TTL).keep(KEEP), arguments -> script.apply("" + arguments[0]), int.class);
        assertThat(method.call(7)).isEqualTo("71");
        ticker.advance(TTL);
        script.failFromNowOn();
        assertThat(method.call(7)).isEqualTo("71");
        assertThat(method.call(7)).isEqualTo("71");
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.stats().staleServes()).isEqualTo(2);
    }

    /** What is memoized. */
    interface Asked {
        @Cached(ttl = "1m", keep = "1h")
        int number(int of) throws IOException;

        @Cached(ttl = "1m", keep = "1h")
        long large(int of) throws IOException;

        @Cached(ttl = "1m", keep = "1h")
        String text(String of) throws IOException;

        @Cached(ttl = "1m", keep = "1h")
        @Nullable
        String nothing(String of) throws IOException;
    }

    /** Answers, or throws. Confined to one thread. */
    private static final class Answers implements Asked {
        private boolean failing;
        private int runs;

        @Override
        public int number(int of) throws IOException {
            run();
            return of;
        }

        @Override
        public long large(int of) throws IOException {
            run();
            return (long) of << 40;
        }

        @Override
        public String text(String of) throws IOException {
            run();
            return of + 1;
        }

        @Override
        public @Nullable String nothing(String of) throws IOException {
            run();
            return null;
        }

        private void run() throws IOException {
            runs++;
            if (failing) {
                throw new IOException("the backend is down");
            }
        }
    }
}
