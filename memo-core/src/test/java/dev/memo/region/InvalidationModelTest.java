// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import java.util.List;
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
    void noScheduleLeavesAStaleValueOfATag() {
        ModelChecks.of(3, 150).check(PerTag.class);
    }

    @Test
    void noScheduleLeavesAStaleValueOfATagWithoutABarrier() {
        ModelChecks.of(3, 200).check(PerTagAndNobody.class);
    }

    @Test
    void theCheckerFindsTheStaleValueOfTagsThatAreStampedAfterTheLoad() {
        assertThatThrownBy(() -> ModelChecks.of(3, 150).check(LateStamp.class)).isInstanceOf(AssertionError.class);
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

    /** The real thing, invalidated by a tag that the value tells, or by one that the key does. */
    public static class PerTag extends Source {
        final Region region;

        public PerTag() {
            this(Barrier.KEY);
        }

        PerTag(Barrier barrier) {
            region = SmallRegions.open(barrier, (e, value) -> List.of("key", "value" + value));
        }

        @Override
        void invalidate(int number) {
            if (number == 1) {
                for (int value = 0; value <= 3; value++) {
                    region.tier.invalidateTag("value" + value);
                }
            } else {
                region.tier.invalidateTag("key");
            }
        }

        @Override
        @Nullable
        Object call() {
            return SmallRegions.call(region, new NumberEntry(7, 7), () -> source);
        }
    }

    /** With loads of one key side by side. */
    public static class PerTagAndNobody extends PerTag {
        public PerTagAndNobody() {
            super(Barrier.NONE);
        }
    }

    /** A canary: the value's stamp is read when it is kept, not before its load began. */
    public static class LateStamp extends Source {
        private final Tags tags = new Tags();
        private volatile @Nullable Tagged kept;

        public LateStamp() {}

        @Override
        void invalidate(int number) {
            tags.invalidate("key");
        }

        @Override
        Object call() {
            Tagged known = kept;
            if (known != null && !known.isOver()) {
                return known.stored();
            }
            int loaded = source;
            kept = new Tagged(loaded, new TagCell[] {tags.get("key")}, tags.now());
            return loaded;
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
