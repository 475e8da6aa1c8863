// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A count of uses has an end, at which it stays: an entry in constant use never becomes the one that was used least. */
class UseCountTest {
    private final FrequencyOrder order = new FrequencyOrder(new Recency());

    @Test
    @Tag("parity-33")
    void theHottestEntryStaysWhenItsCountIsAtItsEnd() throws Exception {
        NumberEntry hot = entry(1, Integer.MAX_VALUE - 5);
        NumberEntry other = entry(2, 3);
        for (int i = 0; i < 20; i++) {
            order.used(hot);
            order.remove(other);
            assertThat(order.victim(null)).as("the only one").isSameAs(hot);
            order.add(other);
            assertThat(order.victim(null)).as("after " + i).isSameAs(other);
        }
    }

    @Test
    void entriesAtTheEndOfTheirCountsGoInOrderOfLastUse() throws Exception {
        NumberEntry first = entry(1, StampedEntry.MOST_USES - 2);
        NumberEntry second = entry(2, StampedEntry.MOST_USES - 2);
        for (int i = 0; i < 10; i++) {
            order.used(second);
            order.used(first);
            assertThat(order.victim(null)).isSameAs(second);
        }
        order.used(second);
        assertThat(order.victim(null)).isSameAs(first);
        order.remove(first);
        assertThat(order.victim(null)).isSameAs(second);
    }

    @Test
    void aValueThatIsWrittenAnewKeepsTheWholeCount() throws Exception {
        NumberEntry hot = entry(1, Integer.MAX_VALUE);
        NumberEntry other = entry(2, 3);
        NumberEntry fresh = new NumberEntry(1, 1);
        order.replace(hot, fresh);
        assertThat(fresh.uses()).isEqualTo(Integer.MAX_VALUE);
        assertThat(order.victim(null)).isSameAs(other);
    }

    @Test
    void threadsThatCountAtOnceDoNotGetPastTheEnd() throws Exception {
        NumberEntry hot = entry(1, StampedEntry.MOST_USES - 1_000);
        int threads = 4;
        CountDownLatch start = new CountDownLatch(1);
        Thread[] all = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    for (int use = 0; use < 10_000; use++) {
                        hot.addUse();
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : all) {
            thread.start();
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(hot.uses()).isBetween(StampedEntry.MOST_USES, StampedEntry.MOST_USES + threads - 1);
    }

    private NumberEntry entry(int number, int uses) throws ReflectiveOperationException {
        NumberEntry e = new NumberEntry(number, number);
        VarHandle handle = MethodHandles.privateLookupIn(StampedEntry.class, MethodHandles.lookup())
                .findVarHandle(StampedEntry.class, "uses", int.class);
        handle.set(e, uses);
        order.add(e);
        return e;
    }
}
