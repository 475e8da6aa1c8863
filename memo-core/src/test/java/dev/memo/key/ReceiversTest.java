// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Receiver;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How receivers are hashed: each by what it counts by, whichever came first, and none is kept. Confined to one thread. */
class ReceiversTest {
    private final Receivers receivers = new Receivers(Receiver.AUTO);
    private final ReferenceQueue<Object> orphans = new ReferenceQueue<>();

    @Test
    void whatCountsByIdentityIsHashedByItWhicheverCameFirst() {
        List<Stateful> all = List.of(new Stateful(), new Stateful(), new Stateful());
        for (int round = 0; round < 3; round++) {
            for (Stateful one : all) {
                assertThat(receivers.hash(one)).isEqualTo(Parts.sum(System.identityHashCode(one), 0));
            }
        }
    }

    @Test
    void whatHasNoFieldsIsHashedByItsClass() {
        Object other = new Object();
        for (Object one : List.of(new Stateless(), new Stateless())) {
            assertThat(receivers.hash(one)).isEqualTo(Parts.sum(System.identityHashCode(Stateless.class), 0));
        }
        assertThat(receivers.hash(other)).isEqualTo(Parts.sum(System.identityHashCode(Object.class), 0));
    }

    @Test
    void whatCountsByEqualityIsAskedEachTimeAlsoAfterAnother() {
        assertThat(receivers.hash(new Stateful())).isNotZero();
        List<Integer> changing = new ArrayList<>();
        Receivers equal = new Receivers(Receiver.EQUALS);
        for (int i = 0; i < 3; i++) {
            changing.add(i);
            assertThat(equal.hash(changing)).isEqualTo(Parts.sum(changing.hashCode(), 0));
        }
        assertThat(receivers.hash(new Point(1, 2))).isEqualTo(Parts.sum(new Point(1, 2).hashCode(), 0));
    }

    @Test
    void theFirstReceiverIsNotKeptAndTheNextTakesItsPlace() {
        WeakReference<Object> first = hashed(new Stateful());
        for (int i = 0; i < 50 && first.get() != null; i++) {
            System.gc();
        }
        assertThat(first.get()).isNull();

        Stateful next = new Stateful();
        assertThat(receivers.hash(next)).isEqualTo(Parts.sum(System.identityHashCode(next), 0));
        assertThat(receivers.hash(next)).isEqualTo(Parts.sum(System.identityHashCode(next), 0));
    }

    @Test
    void keysOfTheFirstReceiverHaveOnePartWhichIsKnownFromTheSecondOn() {
        Stateful first = new Stateful();
        Stateful other = new Stateful();
        receivers.hash(first);
        Object part = receivers.keep(first, orphans);
        assertThat(receivers.keep(first, orphans)).isSameAs(part);
        Object of = receivers.keep(other, orphans);
        assertThat(of).isNotSameAs(part);
        assertThat(receivers.keep(first, orphans)).isSameAs(part);

        assertThat(Receivers.matches(part, first, receivers.known(first))).isTrue();
        assertThat(Receivers.matches(of, first, receivers.known(first))).isFalse();
        assertThat(receivers.known(other)).isNull();
        assertThat(Receivers.matches(of, other, null)).isTrue();
        assertThat(Receivers.matches(part, other, null)).isFalse();
    }

    @Test
    void whatHasNoFieldsIsKnownByOneAndMatchesByItsClass() {
        Stateless first = new Stateless();
        receivers.hash(first);
        Object part = receivers.keep(first, orphans);
        assertThat(receivers.keep(new Stateless(), orphans)).isSameAs(part);
        assertThat(receivers.keep(first, orphans)).isSameAs(part);

        assertThat(receivers.known(first)).isNotNull();
        assertThat(Receivers.matches(part, first, receivers.known(first))).isTrue();
        assertThat(receivers.known(new Stateless())).isNull();
        assertThat(Receivers.matches(part, new Stateless(), null)).isTrue();
        assertThat(Receivers.matches(part, new Stateful(), null)).isFalse();
    }

    @Test
    void theOneAfterTheFirstIsKnownWithAPartOfItsOwn() {
        Object[] parts = new Object[1];
        WeakReference<Object> first = keptTwice(new Stateful(), parts);
        for (int i = 0; i < 50 && first.get() != null; i++) {
            System.gc();
        }
        assertThat(first.get()).isNull();

        Stateful next = new Stateful();
        keptTwice(next, parts);
        assertThat(receivers.known(next)).isNotNull();
        assertThat(Receivers.matches(parts[0], next, receivers.known(next))).isTrue();
    }

    private WeakReference<Object> keptTwice(Object receiver, Object[] parts) {
        receivers.hash(receiver);
        Object before = parts[0];
        parts[0] = receivers.keep(receiver, orphans);
        assertThat(parts[0]).isNotSameAs(before).isSameAs(receivers.keep(receiver, orphans));
        return new WeakReference<>(receiver);
    }

    private WeakReference<Object> hashed(Object receiver) {
        assertThat(receivers.hash(receiver)).isEqualTo(Parts.sum(System.identityHashCode(receiver), 0));
        assertThat(receivers.hash(receiver)).isEqualTo(Parts.sum(System.identityHashCode(receiver), 0));
        return new WeakReference<>(receiver);
    }

    @SuppressWarnings("UnusedVariable") // having a field is what counts
    private static final class Stateful {
        private final int state = 1;
    }

    private static final class Stateless {}

    private record Point(int x, int y) {}
}
