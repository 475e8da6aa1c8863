// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An original whose first runs hang until each is let go; every run says which one it was, from 0. Thread-safe. */
final class Hanging {
    private final List<CountDownLatch> gates;
    private final AtomicInteger turns = new AtomicInteger();

    private Hanging(List<CountDownLatch> gates) {
        this.gates = gates;
    }

    /** Returns one of which that many runs hang. */
    static Hanging first(int runs) {
        return new Hanging(
                Stream.generate(() -> new CountDownLatch(1)).limit(runs).toList());
    }

    /** Runs as the original of a method. */
    Object run(@Nullable Object... arguments) {
        int turn = turns.getAndIncrement();
        if (turn < gates.size()) {
            Latches.await(gates.get(turn));
        }
        return "run " + turn;
    }

    /** Returns how many runs have begun. */
    int runs() {
        return turns.get();
    }

    void letGo(int run) {
        gates.get(run).countDown();
    }

    void letAllGo() {
        gates.forEach(CountDownLatch::countDown);
    }
}
