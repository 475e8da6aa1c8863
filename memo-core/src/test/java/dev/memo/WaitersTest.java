// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.ValueSamples.Basket;
import dev.memo.ValueSamples.Connection;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Codec;
import dev.memo.spi.Stats;
import dev.memo.testkit.CountingLoader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the waiters of a load get, whatever becomes of it. */
class WaitersTest {
    private static final int WAITERS = 6;

    private final Engine engine = new Engine(EngineSettings.defaults());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Callers callers = new Callers();

    @AfterEach
    void endCallers() {
        gate.countDown();
        callers.close();
    }

    @Test
    void eachWaiterOfAnIsolatedValueGetsACopyOfItsOwn() throws Throwable {
        CountingLoader<@Nullable Object, Object> loader = CountingLoader.of(key -> new Basket("apple"));
        LinkedMethod method = method(engine, loader);
        List<Future<@Nullable Object>> calls = callTogether(method, loader);
        Object[] results =
                calls.stream().map(Callers::get).map(Objects::requireNonNull).toArray();
        for (Object result : results) {
            assertThat(result).isEqualTo(new Basket("apple"));
            assertThat(((Basket) result).items.add("worm")).isTrue();
        }
        assertThat(method.call(1)).isEqualTo(new Basket("apple"));
        assertThat(loader.runs(1)).isEqualTo(1);
    }

    @Test
    void theWaitersForANullThatIsNotKeptGetNull() throws Throwable {
        CountingLoader<@Nullable Object, @Nullable Object> loader = CountingLoader.of(key -> null);
        LinkedMethod method = LinkedMethod.of(engine, Tuned.with().withoutNulls(), a -> loader.apply(a[0]), int.class);
        for (Future<@Nullable Object> call : callTogether(method, loader)) {
            assertThat(Callers.get(call)).isNull();
        }
        assertThat(loader.runs(1)).isEqualTo(1);
        assertThat(method.stats().entries()).isZero();
    }

    @Test
    @Tag("parity-9")
    void theWaitersForAValueThatCannotBeEncodedRunTheOriginal() throws Throwable {
        CountingLoader<@Nullable Object, Object> loader = CountingLoader.of(key -> new Connection());
        LinkedMethod method = method(engine, loader);
        List<Future<@Nullable Object>> calls = callTogether(method, loader);
        assertThat(calls.stream().map(Callers::get).distinct()).hasSize(WAITERS + 1);
        Stats stats = method.stats();
        assertThat(loader.runs(1)).isEqualTo(WAITERS + 1);
        assertThat(stats.bypasses()).isEqualTo(WAITERS);
        assertThat(stats.misses()).isEqualTo(1);
        assertThat(stats.codecFailures()).isEqualTo(1);
        assertThat(stats.entries()).isZero();
    }

    @Test
    void theWaitersOfACodecThatCannotReadBackRunTheOriginal() throws Throwable {
        for (Codec codec : List.of(new ValueSamples.UnreadableCodec(), new ValueSamples.ThrowingCodec(false))) {
            CountingLoader<@Nullable Object, Object> loader = CountingLoader.of(key -> new Basket("x"));
            LinkedMethod method = method(
                    new Engine(EngineSettings.builder()
                            .maxBytes(1 << 20)
                            .codec(codec)
                            .build()),
                    loader);
            CountDownLatch opened = new CountDownLatch(1);
            loader.waitingFor(opened);
            List<Future<@Nullable Object>> calls = start(method, loader);
            opened.countDown();
            for (Future<@Nullable Object> call : calls) {
                assertThat(Callers.get(call)).isEqualTo(new Basket("x"));
            }
            assertThat(loader.runs(1)).isEqualTo(WAITERS + 1);
        }
    }

    @Test
    @Tag("parity-6")
    void theWaitersOfAFailedLoadGetTheSameExceptionAndItIsNotKept() throws Throwable {
        IllegalStateException boom = new IllegalStateException("boom");
        CountingLoader<@Nullable Object, Object> loader =
                CountingLoader.<@Nullable Object, Object>of(key -> "value").throwing(() -> boom);
        LinkedMethod method = method(engine, loader);
        for (Future<@Nullable Object> call : callTogether(method, loader)) {
            assertThat(Callers.thrownBy(call)).isSameAs(boom);
        }
        assertThat(loader.runs(1)).isEqualTo(1);
        Stats stats = method.stats();
        assertThat(stats.loadFailures()).isEqualTo(1);
        assertThat(stats.misses()).isEqualTo(WAITERS + 1);
        assertThat(stats.entries()).isZero();
        loader.throwing(null);
        assertThat(method.call(1)).isEqualTo("value");
        assertThat(loader.runs(1)).isEqualTo(2);
    }

    /** One key whose value cannot be kept must not open the barrier of the others. */
    @Test
    void aValueThatCannotBeEncodedDoesNotLetAStampedeThroughToAnotherKey() throws Throwable {
        CountingLoader<@Nullable Object, Object> loader =
                CountingLoader.of(key -> Objects.equals(key, 0) ? new Connection() : "value");
        LinkedMethod method = method(engine, loader);
        assertThat(method.call(0)).isInstanceOf(Connection.class);
        loader.waitingFor(gate);
        List<Future<@Nullable Object>> calls = callers.calls(WAITERS, method, 1);
        assertThat(Eventually.holds(() -> inALoadOrWaiting(method) == WAITERS)).isTrue();
        gate.countDown();
        for (Future<@Nullable Object> call : calls) {
            assertThat(Callers.get(call)).isEqualTo("value");
        }
        assertThat(loader.runs(1)).isEqualTo(1);
    }

    private static LinkedMethod method(Engine engine, Function<@Nullable Object, ? extends @Nullable Object> loader) {
        return LinkedMethod.of(engine, a -> loader.apply(a[0]), int.class);
    }

    /** Starts a leader, then its waiters, then lets it land. */
    private List<Future<@Nullable Object>> callTogether(LinkedMethod method, CountingLoader<?, ?> loader) {
        loader.waitingFor(gate);
        List<Future<@Nullable Object>> calls = start(method, loader);
        gate.countDown();
        return calls;
    }

    private List<Future<@Nullable Object>> start(LinkedMethod method, CountingLoader<?, ?> loader) {
        Future<@Nullable Object> leader = callers.call(method, 1);
        loader.awaitFirstRun();
        List<Future<@Nullable Object>> all = new java.util.ArrayList<>(callers.calls(WAITERS, method, 1));
        assertThat(Eventually.holds(() -> waiting() == WAITERS)).isTrue();
        all.add(leader);
        return all;
    }

    private long inALoadOrWaiting(LinkedMethod method) {
        return waiting() + method.runs() - 1;
    }

    /** Returns how many threads wait for a load. */
    static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> List.of(stack).stream()
                        .anyMatch(frame -> frame.getClassName().endsWith(".WaitGraph")))
                .count();
    }
}
