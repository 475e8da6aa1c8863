// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.MethodSettings;
import dev.memo.region.Freshness;
import dev.memo.region.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Settings of a linked method, other than the default. Confined to one thread. */
public final class Tuned implements UnaryOperator<MethodSettings> {
    private long ttlNanos;
    private long idleNanos;
    private long maxEntries;
    private long maxBytes;
    private Barrier barrier = Barrier.KEY;
    private Receiver receiver = Receiver.IGNORE;
    private Storage storage = Storage.AUTO;
    private boolean cacheNull = true;
    private String policy = "";
    private double jitter;
    private Freshness freshness = Freshness.NONE;
    private Governor governor = Governor.DEFAULT;
    private String keyFunction = "";
    private @Nullable List<Integer> keyParameters;
    private Waiting waiting = Waiting.DEFAULT;

    private Tuned() {}

    public static Tuned with() {
        return new Tuned();
    }

    public Tuned ttl(Duration ttl) {
        ttlNanos = ttl.toNanos();
        return this;
    }

    public Tuned noTtl() {
        ttlNanos = MethodSettings.NEVER;
        return this;
    }

    public Tuned keep(Duration keep) {
        return freshness(
                new Freshness(keep.toNanos(), Freshness.RETRY_NANOS, 0, 0, freshness.patience(), freshness.lives()));
    }

    public Tuned freshness(Freshness all) {
        freshness = all;
        return this;
    }

    public Tuned idle(Duration idle) {
        idleNanos = idle.toNanos();
        return this;
    }

    public Tuned maxEntries(long limit) {
        maxEntries = limit;
        return this;
    }

    public Tuned maxBytes(long limit) {
        maxBytes = limit;
        return this;
    }

    public Tuned barrier(Barrier kind) {
        barrier = kind;
        return this;
    }

    public Tuned receiver(Receiver kind) {
        receiver = kind;
        return this;
    }

    public Tuned storage(Storage kind) {
        storage = kind;
        return this;
    }

    public Tuned policy(String name) {
        policy = name;
        return this;
    }

    public Tuned jitter(double share) {
        jitter = share;
        return this;
    }

    public Tuned governor(Governor kind) {
        governor = kind;
        return this;
    }

    public Tuned withoutNulls() {
        cacheNull = false;
        return this;
    }

    public Tuned keyFunction(Class<?> type) {
        keyFunction = type.getName();
        return this;
    }

    public Tuned keyParameters(Integer... indices) {
        keyParameters = List.of(indices);
        return this;
    }

    public Tuned maxWait(Duration limit, OnTimeout onTimeout) {
        waiting = new Waiting(limit.toNanos(), onTimeout, waiting.onCycle(), waiting.deadlineNanos());
        return this;
    }

    public Tuned onCycle(OnCycle outcome) {
        waiting = new Waiting(waiting.maxWaitNanos(), waiting.onTimeout(), outcome, waiting.deadlineNanos());
        return this;
    }

    public Tuned deadline(Duration deadline) {
        waiting = new Waiting(waiting.maxWaitNanos(), waiting.onTimeout(), waiting.onCycle(), deadline.toNanos());
        return this;
    }

    @Override
    public MethodSettings apply(MethodSettings all) {
        return new MethodSettings(
                        all.name(),
                        ttlNanos,
                        idleNanos,
                        barrier,
                        receiver,
                        storage,
                        maxEntries,
                        maxBytes,
                        cacheNull,
                        policy,
                        jitter,
                        governor,
                        keyFunction,
                        keyParameters == null ? all.keyParameters() : keyParameters)
                .with(waiting)
                .with(freshness);
    }
}
