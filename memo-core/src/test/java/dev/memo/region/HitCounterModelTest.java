// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** No hit is lost and none is counted twice, by few threads in all schedules and by many in one. */
class HitCounterModelTest {

    @Test
    @Tag("lincheck")
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Lincheck 3.7 is blind on newer JDKs")
    void itIsACounterInAllSchedules() {
        ModelChecks.of(6, 300).check(Real.class);
    }

    @Test
    @Tag("lincheck")
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Lincheck 3.7 is blind on newer JDKs")
    void theCheckerFindsTheLostIncrementOfAPlainCounter() {
        assertThatThrownBy(() -> ModelChecks.of(6, 300).check(Plain.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aHundredThreadsCountEveryHit() throws InterruptedException {
        HitCounter counter = new HitCounter();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 20_000; n++) {
                    counter.increment();
                }
            });
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter.sum()).isEqualTo(2_000_000);
    }

    /** The real one; a sum that runs beside increments promises nothing, so it is taken when they are done. */
    public static class Real {
        private final HitCounter counter = new HitCounter();

        public Real() {}

        @Operation
        public void increment() {
            counter.increment();
        }

        @Operation(nonParallelGroup = "sum")
        public long sum() {
            return counter.sum();
        }
    }

    /** The canary. */
    public static class Plain {
        private long count;

        public Plain() {}

        @Operation
        public void increment() {
            count++;
        }

        @Operation
        public long sum() {
            return count;
        }
    }
}
