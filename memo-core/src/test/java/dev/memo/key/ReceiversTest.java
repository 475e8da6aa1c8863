// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Receiver;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How receivers are hashed: each by what it counts by, whichever came first, and none is kept. Confined to one thread. */
class ReceiversTest {
    private final Receivers receivers = new Receivers(Receiver.AUTO);

    @Test
    void whatCountsByIdentityIsHashedByItWhicheverCameFirst() {
        List<Stateful> all = List.of(new Stateful(), new Stateful(), new Stateful());
        for (int round = 0; round < 3; round++) {
            for (Stateful one : all) {
                assertThat(receivers.hash(one)).isEqualTo(System.identityHashCode(one));
            }
        }
    }

    @Test
    void whatHasNoFieldsIsHashedByItsClass() {
        Object other = new Object();
        for (Object one : List.of(new Stateless(), new Stateless())) {
            assertThat(receivers.hash(one)).isEqualTo(System.identityHashCode(Stateless.class));
        }
        assertThat(receivers.hash(other)).isEqualTo(System.identityHashCode(Object.class));
    }

    @Test
    void whatCountsByEqualityIsAskedEachTimeAlsoAfterAnother() {
        assertThat(receivers.hash(new Stateful())).isNotZero();
        List<Integer> changing = new ArrayList<>();
        Receivers equal = new Receivers(Receiver.EQUALS);
        for (int i = 0; i < 3; i++) {
            changing.add(i);
            assertThat(equal.hash(changing)).isEqualTo(changing.hashCode());
        }
        assertThat(receivers.hash(new Point(1, 2))).isEqualTo(new Point(1, 2).hashCode());
    }

    @Test
    void theFirstReceiverIsNotKeptAndTheNextTakesItsPlace() {
        WeakReference<Object> first = hashed(new Stateful());
        for (int i = 0; i < 50 && first.get() != null; i++) {
            System.gc();
        }
        assertThat(first.get()).isNull();

        Stateful next = new Stateful();
        assertThat(receivers.hash(next)).isEqualTo(System.identityHashCode(next));
        assertThat(receivers.hash(next)).isEqualTo(System.identityHashCode(next));
    }

    private WeakReference<Object> hashed(Object receiver) {
        assertThat(receivers.hash(receiver)).isEqualTo(System.identityHashCode(receiver));
        assertThat(receivers.hash(receiver)).isEqualTo(System.identityHashCode(receiver));
        return new WeakReference<>(receiver);
    }

    @SuppressWarnings("UnusedVariable") // having a field is what counts
    private static final class Stateful {
        private final int state = 1;
    }

    private static final class Stateless {}

    private record Point(int x, int y) {}
}
