// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invalidations that come while a load is under way: its callers get its value, and nobody else ever does. */
@Timeout(60)
class InvalidateDuringLoadTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final AtomicInteger source = new AtomicInteger(1);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void aLoadThatItsKeysInvalidationOvertookIsNotKept(Barrier barrier) throws Throwable {
        LinkedMethod method = method(barrier);
        overtaken(method, () -> assertThat(method.invalidate(7)).isEqualTo(1));
        assertThat(method.stats().invalidations()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatTheInvalidationOfAllOvertookIsNotKept(Barrier barrier) throws Throwable {
        LinkedMethod method = method(barrier);
        overtaken(method, () -> InvalidatingMethod.invalidateAll(engine, method));
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatAnInvalidatingMethodOvertookIsNotKept(Barrier barrier) throws Throwable {
        LinkedMethod method = method(barrier);
        method.call(8);
        first.set(true);
        InvalidatingMethod put = new InvalidatingMethod(engine, method, false, false);
        overtaken(method, () -> put.put(7, () -> source.set(2)));
        assertThat(method.call(8)).as("the other key").isEqualTo(1);
    }

    @Test
    void aLoadThatAnInvalidatingMethodOfAllKeysOvertookIsNotKept() throws Throwable {
        LinkedMethod method = method(Barrier.KEY);
        InvalidatingMethod put = new InvalidatingMethod(engine, method, true, false);
        overtaken(method, () -> put.put(0, () -> source.set(2)));
    }

    @Test
    void aLoadThatIsUnderWayWhenAMethodThatInvalidatesBeforeBeginsIsNotKept() throws Throwable {
        LinkedMethod method = method(Barrier.KEY);
        InvalidatingMethod put = new InvalidatingMethod(engine, method, false, true);
        overtaken(method, () -> put.put(7, () -> source.set(2)));
    }

    @Test
    void whoComesAfterTheInvalidationDoesNotJoinTheOvertakenFlight() throws Throwable {
        LinkedMethod method = method(Barrier.KEY);
        Crowd early = Crowd.platform(5, i -> method.call(7)).untilAllWait();
        source.set(2);
        method.invalidate(7);
        Crowd late = Crowd.platform(5, i -> method.call(7));
        assertThat(late.outcomes()).containsOnly(2);
        release.countDown();
        assertThat(early.outcomes()).containsOnly(1);
        assertThat(method.call(7)).isEqualTo(2);
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.stats().entries()).isEqualTo(1);
    }

    @Test
    void anInvalidatingMethodThatThrowsDropsNothingAfterAndEverythingBefore() throws Throwable {
        release.countDown();
        LinkedMethod method = method(Barrier.KEY);
        InvalidatingMethod after = new InvalidatingMethod(engine, method, false, false);
        InvalidatingMethod before = new InvalidatingMethod(engine, method, false, true);
        method.call(7);
        source.set(2);
        assertThatThrownBy(() -> after.put(7, this::fail)).hasMessage("not put");
        assertThat(method.call(7)).isEqualTo(1);
        assertThatThrownBy(() -> before.put(7, this::fail)).hasMessage("not put");
        assertThat(method.call(7)).isEqualTo(2);
    }

    @Test
    void aFailedLoadThatWasOvertakenLeavesTheNewOneAlone() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    if (first.getAndSet(false)) {
                        Latches.await(release);
                        throw new IllegalStateException("down");
                    }
                    return source.get();
                },
                int.class);
        Crowd early = Crowd.platform(3, i -> method.call(7)).untilAllWait();
        method.invalidate(7);
        assertThat(method.call(7)).isEqualTo(1);
        release.countDown();
        assertThat(early.outcomes()).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(method.call(7)).isEqualTo(1);
        assertThat(method.runs()).isEqualTo(2);
    }

    /** A leader has read 1; the source changes to 2 and is invalidated; then the leader lands. */
    private void overtaken(LinkedMethod method, Action invalidation) throws Throwable {
        Crowd leader = Crowd.platform(1, i -> method.call(7));
        Latches.await(read);
        leader.untilAllWait();
        source.set(2);
        invalidation.run();
        release.countDown();
        assertThat(leader.outcomes()).containsExactly(1);
        assertThat(method.call(7)).isEqualTo(2);
        assertThat(method.call(7)).isEqualTo(2);
    }

    private LinkedMethod method(Barrier barrier) {
        return LinkedMethod.of(engine, Changed.barrier(barrier), this::original, int.class);
    }

    private Object original(@Nullable Object[] arguments) {
        int value = source.get();
        if (first.getAndSet(false) && Integer.valueOf(7).equals(arguments[0])) {
            read.countDown();
            Latches.await(release);
        }
        return value;
    }

    private void fail() {
        throw new IllegalStateException("not put");
    }

    /** What may throw. */
    private interface Action {
        void run() throws Throwable;
    }
}
