// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.MemoBuilder;
import dev.memo.MemoizedMethodHandle;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;

/** One run of a program whose results are kept in a file: what it forgets at its end, only a file can tell the next one. */
final class Program<T> implements AutoCloseable {
    final Memo memo;
    final T calls;
    private final Class<T> type;

    private Program(Memo memo, Class<T> type, T target) {
        this.memo = memo;
        this.type = type;
        this.calls = memo.proxy(type, target);
    }

    /** Starts a run of the methods of a class that can be extended. */
    static <T> Program<T> start(Class<T> type, T target, DiskSettings disk, FakeTicker ticker) {
        return start(type, target, Memo.builder().store("disk", disk).ticker(ticker));
    }

    static <T> Program<T> start(Class<T> type, T target, MemoBuilder settings) {
        return new Program<>(settings.executor(Runnable::run).build(), type, target);
    }

    MemoizedMethodHandle method(String name) {
        return memo.method(type, name);
    }

    Stats stats() {
        return memo.stats();
    }

    /** Waits until so many results were evicted: the store tells of it after the fact, on a thread of its own. */
    void awaitEvictions(long number) {
        while (stats().evictions() < number) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        memo.closeStores();
    }
}
