// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.Observation;
import dev.memo.annotation.Cached;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls that are dropped, refreshed, looked for: of woven methods, whose engine is in another class loader. */
class ScopedCallWovenTest {
    private static int runs;

    private final Rates rates = new Rates();

    @Test
    void aPrivateMethodsResultIsDroppedThroughThePublicOneThatCallsIt() {
        assertThat(rates.doubled(7)).isEqualTo(14);
        assertThat(Memo.invalidate(() -> rates.doubled(7))).isTrue();
        assertThat(Memo.invalidate(() -> rates.doubled(7))).isFalse();
        assertThat(rates.runs).isEqualTo(1);
        assertThat(rates.after).as("what comes after the private call").isEqualTo(1);
        rates.doubled(7);
        assertThat(rates.runs).isEqualTo(2);
    }

    @Test
    void aPrivateStaticMethodIsRefreshedAndPeekedAt() {
        assertThat(Memo.peek(() -> rate("peek")).isMiss()).isTrue();
        int first = rate("peek");
        assertThat(Memo.peek(() -> rate("peek")).value()).isEqualTo(first);
        assertThat(Memo.refresh(() -> rate("peek"))).isEqualTo(first + 1);
        assertThat(rate("peek")).isEqualTo(first + 1);
        assertThat(Memo.bypass(() -> rate("peek"))).isEqualTo(first + 2);
        assertThat(rate("peek")).isEqualTo(first + 1);
    }

    @Test
    void theBodysOwnCallsAreAsEver() {
        assertThat(Memo.observe(() -> rates.sum(3)).loaded()).isTrue();
        assertThat(rates.runs).as("sum(3) and those below it").isEqualTo(4);
        Observation<Integer> again = Memo.observe(() -> rates.sum(3));
        assertThat(again.outcome()).isEqualTo(Observation.Outcome.HIT);
        assertThat(again.value()).isEqualTo(6);
        assertThat(Memo.refresh(() -> rates.sum(3))).isEqualTo(6);
        assertThat(rates.runs).as("only sum(3) again").isEqualTo(5);
        assertThat(Memo.bypass(() -> rates.sum(3))).isEqualTo(6);
        assertThat(rates.runs).as("all again").isEqualTo(9);
    }

    @Test
    void aFailureIsTheMethodsOwn() {
        assertThatThrownBy(() -> Memo.refresh(() -> rates.doubled(-1))).isInstanceOf(ArithmeticException.class);
        assertThat(Memo.peek(() -> rates.doubled(-1)).isMiss()).isTrue();
    }

    @Test
    void wovenMethodsAndLocalProxiesAreReachedAlike() {
        UnaryOperator<String> local = text -> text + rates.doubled(11);
        var memoized = Memo.create().memoize("local", local);
        assertThat(memoized.apply("a")).isEqualTo("a22");
        assertThat(Memo.refresh(() -> memoized.apply("a"))).isEqualTo("a22");
        assertThat(rates.runs).as("the woven method below is not refreshed").isEqualTo(1);
        assertThat(Memo.invalidate(() -> memoized.apply("a"))).isTrue();
        assertThat(Memo.peek(() -> rates.doubled(11)).isHit()).isTrue();
    }

    @Cached
    private static int rate(String name) {
        return name.length() + ++runs;
    }

    /** With a memoized method that nobody outside can call. */
    private static final class Rates {
        int runs;
        int after;

        int doubled(long id) {
            int rate = rate(id);
            after++;
            return 2 * rate;
        }

        @Cached
        private int rate(long id) {
            runs++;
            if (id < 0) {
                throw new ArithmeticException("negative");
            }
            return (int) id;
        }

        @Cached
        private int sum(int upTo) {
            runs++;
            return upTo == 0 ? 0 : upTo + sum(upTo - 1);
        }
    }
}
