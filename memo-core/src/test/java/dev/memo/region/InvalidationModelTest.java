// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * All schedules of small programs that change a source, invalidate, and call: memoized, the source is still a register.
 *
 * <p>So no call sees, once an invalidation has returned, what was loaded before. Lincheck 3.7 misses races on JDKs newer
 * than 17 without saying so; the racy canary shows that it works here.
 */
@Tag("lincheck")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Lincheck 3.7 is blind on newer JDKs")
class InvalidationModelTest {

    @Test
    void noScheduleLeavesAStaleValueUnderTheKeyBarrier() {
        ModelChecks.of(3, 150).check(PerKey.class);
    }

    @Test
    void noScheduleLeavesAStaleValueUnderTheMethodBarrier() {
        ModelChecks.of(2, 150).check(PerMethod.class);
    }

    @Test
    void noScheduleLeavesAStaleValueWithoutABarrier() {
        ModelChecks.of(4, 300).check(PerNobody.class);
    }

    @Test
    void theCheckerFindsTheStaleValueOfACacheWithoutTokens() {
        assertThatThrownBy(() -> ModelChecks.of(3, 150).check(Racy.class)).isInstanceOf(AssertionError.class);
    }

    /** What is checked: a register, whose value is read through a cache. */
    @Param(name = "number", gen = IntGen.class, conf = "1:3")
    public abstract static class Source {
        volatile int source;

        @Operation
        public void update(@Param(name = "number") int number) {
            source = number;
            invalidate(number);
        }

        @Operation
        public int read() {
            return (int) java.util.Objects.requireNonNull(call());
        }

        abstract void invalidate(int number);

        abstract @Nullable Object call();
    }

    /** The real thing. */
    public static class PerKey extends Source {
        final Region region;

        public PerKey() {
            this(Barrier.KEY);
        }

        PerKey(Barrier barrier) {
            region = SmallRegions.open(barrier);
        }

        @Override
        void invalidate(int number) {
            if (number == 1) {
                region.invalidateAll();
            } else {
                region.invalidate(new NumberEntry(7, 7));
            }
        }

        @Override
        @Nullable
        Object call() {
            return SmallRegions.call(region, new NumberEntry(7, 7), () -> source);
        }
    }

    /** With a gate. */
    public static class PerMethod extends PerKey {
        public PerMethod() {
            super(Barrier.METHOD);
        }
    }

    /** With loads of one key side by side, each of which is kept in the place of the one before. */
    public static class PerNobody extends PerKey {
        public PerNobody() {
            super(Barrier.NONE);
        }
    }

    /** The canary: a value that was loaded before the invalidation is stored after it. */
    public static class Racy extends Source {
        private volatile @Nullable Integer value;

        public Racy() {}

        @Override
        void invalidate(int number) {
            value = null;
        }

        @Override
        Object call() {
            Integer known = value;
            if (known == null) {
                known = source;
                value = known;
            }
            return known;
        }
    }
}
