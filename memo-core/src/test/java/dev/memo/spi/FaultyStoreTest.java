// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.StoreException.Kind;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store that fails when a test wants it. Confined to one thread. */
class FaultyStoreTest {
    private static final StoreKey KEY = new StoreKey("a", new byte[16], new byte[] {1});
    private static final StoreValue VALUE = StoreValue.of(new byte[] {2}, 0);

    private final Store sound = new InMemoryStore(StoreSettings.at("heap"));
    private final FaultyStore store = new FaultyStore(sound);

    @Test
    void itWorksUntilItIsToFailAndAgainOnceItIsMended() {
        store.write(List.of(StoreChange.put(KEY, VALUE)));
        store.failing(Kind.FULL);

        assertThatThrownBy(() -> store.write(List.of(StoreChange.remove(KEY))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
        assertThatThrownBy(() -> store.read(KEY)).isInstanceOf(StoreException.class);

        store.failing((Kind) null);
        assertThat(store.read(KEY)).isEqualTo(VALUE);
        assertThat(store.calls()).isEqualTo(4);
        assertThat(store.faults()).isEqualTo(2);
    }

    @Test
    void callMayBeCarriedOutAndFailAllTheSame() {
        store.failing(call -> call.method().equals("write") ? new FaultyStore.Fault(Kind.UNREACHABLE, true) : null);

        assertThatThrownBy(() -> store.write(List.of(StoreChange.put(KEY, VALUE))))
                .isInstanceOf(StoreException.class);

        assertThat(store.read(KEY)).isEqualTo(VALUE);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        assertThat(failures(3)).isEqualTo(failures(3)).isNotEqualTo(failures(4)).hasSizeBetween(20, 80);
    }

    private static List<Integer> failures(long seed) {
        FaultyStore faulty = new FaultyStore(new InMemoryStore(StoreSettings.at("heap")));
        faulty.failing(seed, 0.5, Kind.BUSY);
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            try {
                faulty.read(KEY);
            } catch (StoreException e) {
                failed.add(i);
            }
        }
        return failed;
    }

    @Test
    void actionBeforeEachCallSeesWhichItIs() {
        List<String> seen = new ArrayList<>();
        store.beforeEach(call -> seen.add(call.method() + call.number()));

        store.read(KEY);
        store.regions();

        assertThat(seen).containsExactly("read1", "regions2");
    }
}
