// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.KeyIgnore;
import dev.memo.spi.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProxyTest {
    private final Memo memo = Memo.create();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @Tag("parity-1")
    void equalArgumentsLoadOnce() {
        Prices fast = memo.proxy(Prices.class, new SlowPrices());
        for (int i = 0; i < 3; i++) {
            assertThat(fast.price(1, "EUR")).isEqualTo(100);
            assertThat(fast.price(2, "EUR")).isEqualTo(200);
        }
        assertThat(runs).hasValue(2);
        Stats stats = memo.method(Prices.class, "price").stats();
        assertThat(stats.hits()).isEqualTo(4);
        assertThat(stats.misses()).isEqualTo(2);
    }

    @Test
    void otherMethodsGoThrough() {
        Prices fast = memo.proxy(Prices.class, new SlowPrices());
        assertThat(fast.plain(1)).isEqualTo(1);
        assertThat(fast.plain(1)).isEqualTo(2);
        assertThat(fast.twice(3)).isEqualTo(6);
    }

    @Test
    void aMemoizedDefaultMethodIsRemembered() {
        Prices fast = memo.proxy(Prices.class, new SlowPrices());
        assertThat(fast.text(7)).isSameAs(fast.text(7));
    }

    @Test
    void primitivesNullsAndIgnoredParametersPass() {
        Prices fast = memo.proxy(Prices.class, new SlowPrices());
        assertThat(fast.ratio(1.5, true, 'x', null)).isEqualTo(3.0);
        assertThat(fast.ratio(1.5, true, 'x', "other")).isEqualTo(3.0);
        assertThat(fast.maybe("a")).isNull();
        assertThat(fast.maybe("a")).isNull();
        assertThat(runs).hasValue(2);
    }

    @Test
    void checkedExceptionsReachTheCallerAsTheyAre() {
        Prices fast = memo.proxy(Prices.class, new SlowPrices());
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> fast.read("x"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("x");
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void equalsHashCodeAndToStringAreTheObjectsOwn() {
        SlowPrices slow = new SlowPrices();
        Prices one = memo.proxy(Prices.class, slow);
        Prices other = memo.proxy(Prices.class, slow);
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(slow).hasToString("slow");
        assertThat(one).isNotEqualTo(memo.proxy(Prices.class, new SlowPrices()));
        assertThat(one.equals(slow)).isTrue();
    }

    @Test
    void twoObjectsDoNotShareResults() {
        Prices one = memo.proxy(Prices.class, new SlowPrices());
        Prices other = memo.proxy(Prices.class, new SlowPrices());
        one.price(1, "EUR");
        other.price(1, "EUR");
        assertThat(runs).hasValue(2);
    }

    @Test
    void anOpenClassIsWrappedWithoutRunningItsConstructor() {
        Open open = new Open("o");
        AtomicInteger made = Open.MADE;
        int before = made.get();
        Open fast = memo.proxy(Open.class, open);
        assertThat(fast.compute(2)).isSameAs(fast.compute(2));
        assertThat(fast.name()).isEqualTo("o");
        assertThat(made).hasValue(before);
    }

    @Test
    void aGenericInterfaceHasOneEntryPerKeyThroughItsBridge() {
        Users fast = memo.proxy(Users.class, id -> {
            runs.incrementAndGet();
            return List.of(id);
        });
        Repository<String, List<String>> general = fast;
        assertThat(general.get("a")).isEqualTo(fast.get("a"));
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCallerThatChangesAResultChangesOnlyItsOwn() {
        Lists fast = memo.proxy(Lists.class, n -> new ArrayList<>(List.of(n)));
        fast.list(1).add(2);
        assertThat(fast.list(1)).containsExactly(1);
    }

    interface Prices {
        @Cached(ttl = "10m")
        int price(long product, String currency);

        int plain(int n);

        default int twice(int n) {
            return 2 * n;
        }

        @Cached
        default Object text(int n) {
            return "text" + n;
        }

        @Cached
        double ratio(double d, boolean b, char c, @KeyIgnore @Nullable String ignored);

        @Cached
        @Nullable
        String maybe(String key);

        @Cached
        String read(String file) throws IOException;
    }

    interface Repository<K, V> {
        V get(K key);
    }

    interface Users extends Repository<String, List<String>> {
        @Cached
        @Override
        List<String> get(String key);
    }

    interface Lists {
        @Cached
        List<Integer> list(int n);
    }

    static class Open {
        static final AtomicInteger MADE = new AtomicInteger();
        private final String name;

        Open(String name) {
            this.name = name;
            MADE.incrementAndGet();
        }

        @Cached
        protected Object compute(int n) {
            return name + n;
        }

        String name() {
            return name;
        }
    }

    class SlowPrices implements Prices {
        private int plain;

        @Override
        public int price(long product, String currency) {
            runs.incrementAndGet();
            return (int) product * 100;
        }

        @Override
        public int plain(int n) {
            return ++plain;
        }

        @Override
        public double ratio(double d, boolean b, char c, @Nullable String ignored) {
            runs.incrementAndGet();
            return 2 * d;
        }

        @Override
        public @Nullable String maybe(String key) {
            runs.incrementAndGet();
            return null;
        }

        @Override
        public String read(String file) throws IOException {
            runs.incrementAndGet();
            throw new IOException(file);
        }

        @Override
        public String toString() {
            return "slow";
        }
    }
}
