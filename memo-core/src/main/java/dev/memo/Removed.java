// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.region.Trouble;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.RemovalListener;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an engine tells of entries that have left a cache: passed on to its listener, then to the values' own
 * {@code close}, each where it is wanted. Thread-safe. Runs user code.
 */
final class Removed implements Consumer<@Nullable Object[]> {
    /** Runs everything at once. */
    static final Executor DIRECT = Runnable::run;

    private final String where;
    private final @Nullable RemovalListener<Object, Object> listener;
    private final Executor listening;
    private final @Nullable Executor closing;
    private final Trouble trouble = new Trouble();

    @SuppressWarnings("unchecked") // the keys and values are those of the same cache
    Removed(String where, CacheSettings<?, ?> settings) {
        this.where = where;
        this.listener = (RemovalListener<Object, Object>) settings.values().get("removalListener");
        Executor executor = (Executor) settings.values().get("the listener's executor");
        this.listening = executor == null ? DIRECT : executor;
        this.closing = (Executor) settings.values().get("closeValues");
    }

    /** Returns one that passes on what leaves, or null if nobody wants to hear of it. */
    static @Nullable Removed of(String where, CacheSettings<?, ?> settings) {
        Removed removed = new Removed(where, settings);
        return removed.listener == null && removed.closing == null ? null : removed;
    }

    /** Returns whether values are closed. */
    boolean closes() {
        return closing != null;
    }

    /** Hears of one entry: its key, its value, the name of the cause. */
    @Override
    @SuppressWarnings("NullAway") // a key is null for a memoized function only, whose argument was
    public void accept(@Nullable Object[] entry) {
        Object value = entry[1];
        if (listener == null) {
            close(value);
            return;
        }
        RemovalCause cause = RemovalCause.valueOf((String) entry[2]);
        run(listening, () -> {
            try {
                listener.removed(entry[0], value, cause);
            } finally {
                close(value);
            }
        });
    }

    private void close(@Nullable Object value) {
        if (closing != null && value instanceof AutoCloseable closeable) {
            run(closing, () -> close(closeable));
        }
    }

    private void run(Executor executor, Runnable task) {
        Runnable contained = () -> {
            try {
                task.run();
            } catch (Throwable e) { // of the user's: it must not reach the operation that happened to remove
                trouble.report(where + " removal", e);
            }
        };
        try {
            executor.execute(contained);
        } catch (RejectedExecutionException e) {
            contained.run();
        }
    }

    private void close(AutoCloseable value) {
        try {
            value.close();
        } catch (Exception e) {
            trouble.report(where + " closing a value", e);
        }
    }
}
