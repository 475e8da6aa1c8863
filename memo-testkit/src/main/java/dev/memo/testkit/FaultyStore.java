// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreRegion;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSwept;
import dev.memo.spi.StoreValue;
import dev.memo.spi.StoreWritten;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store for tests that works like the one it is given until a script says that a call fails, before or after it was
 * carried out, or lasts.
 *
 * <p>Thread-safe if the script is.
 */
public final class FaultyStore implements Store {
    private final Store store;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private volatile Script script = call -> null;
    private volatile Consumer<Call> before = call -> {};

    /** Creates one that works like the given store. */
    public FaultyStore(Store store) {
        this.store = store;
    }

    /** Says from now on which calls fail, and how. */
    public void failing(Script how) {
        this.script = how;
    }

    /** Makes every call fail from now on, before it does anything; null makes them work again. */
    public void failing(@Nullable Kind kind) {
        failing(call -> kind == null ? null : new Fault(kind, false));
    }

    /**
     * Makes calls fail by chance, half of them after they were carried out: the same ones for the same seed, if the calls come
     * in the same order.
     *
     * @param seed what chance comes from
     * @param share which share of the calls, 0 to 1
     */
    public void failing(long seed, double share, Kind kind) {
        failing(call -> {
            double chance = new SplittableRandom(seed ^ call.number() * 0x9e3779b97f4a7c15L).nextDouble();
            return chance < share ? new Fault(kind, chance < share / 2) : null;
        });
    }

    /** Runs something before each call from now on: wait at a latch there to make a call slow. */
    public void beforeEach(Consumer<Call> action) {
        this.before = action;
    }

    /** Returns how many calls there were, {@link #name}, {@link #keepOnly} and {@link #close} left out. */
    public long calls() {
        return calls.get();
    }

    /** Returns how many of them failed by the script. */
    public long faults() {
        return faults.get();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public @Nullable StoreValue read(StoreKey key) {
        return this.<@Nullable StoreValue>call("read", () -> store.read(key));
    }

    @Override
    public Map<StoreKey, StoreValue> readAll(Collection<StoreKey> keys) {
        return call("readAll", () -> store.readAll(keys));
    }

    @Override
    public StoreWritten write(List<StoreChange> changes) {
        return call("write", () -> store.write(changes));
    }

    @Override
    public StoreLease tryLease(StoreKey key, String owner, Duration duration) {
        return call("tryLease", () -> store.tryLease(key, owner, duration));
    }

    @Override
    public boolean renew(StoreLease lease, Duration duration) {
        return call("renew", () -> store.renew(lease, duration));
    }

    @Override
    public boolean release(StoreLease lease) {
        return call("release", () -> store.release(lease));
    }

    @Override
    public void limit(String region, StoreLimits limits) {
        call("limit", () -> {
            store.limit(region, limits);
            return true;
        });
    }

    @Override
    public void keepOnly(String region, byte[] fingerprint) {
        store.keepOnly(region, fingerprint);
    }

    @Override
    public StoreSwept sweep(int limit) {
        return call("sweep", () -> store.sweep(limit));
    }

    @Override
    public List<StoreRegion> regions() {
        return call("regions", store::regions);
    }

    @Override
    public long scan(StoreScan scan, Predicate<StoreRow> visitor) {
        return call("scan", () -> store.scan(scan, visitor));
    }

    @Override
    public void close() {
        store.close();
    }

    private <T extends @Nullable Object> T call(String method, Supplier<T> body) {
        Call call = new Call(method, calls.incrementAndGet());
        before.accept(call);
        Fault fault = script.fault(call);
        if (fault == null) {
            return body.get();
        }
        faults.incrementAndGet();
        if (fault.carriedOut()) {
            Object unusedAnswer = body.get();
        }
        throw new StoreException(
                fault.kind(), name() + ": it fails, as the test wants it in " + method + ". Mend it to go on.");
    }

    /** Says which calls fail. Asked on the calling threads, perhaps on several at once. */
    @FunctionalInterface
    public interface Script {
        /** Returns how a call fails, or null if it works. */
        @Nullable
        Fault fault(Call call);
    }

    /**
     * A call of the store. Immutable.
     *
     * @param method the method's name, such as {@code "read"}
     * @param number 1 for the first call, and so on
     */
    public record Call(String method, long number) {}

    /**
     * How a call fails. Immutable.
     *
     * @param kind what it says
     * @param carriedOut whether it is carried out all the same, as when only the answer is lost
     */
    public record Fault(Kind kind, boolean carriedOut) {}
}
