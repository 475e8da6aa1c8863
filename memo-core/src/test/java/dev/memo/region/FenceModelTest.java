// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * All schedules of small programs that change a source, take the barrier from the loads that are under way, and call:
 * memoized, the source is still a register. So what a flight that has lost its barrier gives is never kept, its waiters see
 * what is newer, and nobody waits for ever.
 */
@Tag("lincheck")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Lincheck 3.7 is blind on newer JDKs")
class FenceModelTest {

    @Test
    void noScheduleKeepsWhatAFlightWithoutABarrierGives() {
        ModelChecks.of(3, 150).check(PerKey.class);
    }

    @Test
    void noScheduleKeepsItUnderTheMethodBarrier() {
        ModelChecks.of(2, 100).check(PerMethod.class);
    }

    @Test
    void theCheckerFindsTheFenceThatOnlySendsTheWaitersAway() {
        assertThatThrownBy(() -> ModelChecks.of(6, 300).check(Racy.class)).isInstanceOf(AssertionError.class);
    }

    /** In the place of an invalidation, loads under way lose the barrier, and what is kept already is dropped. */
    public static class PerKey extends InvalidationModelTest.PerKey {
        public PerKey() {
            this(Barrier.KEY);
        }

        PerKey(Barrier barrier) {
            super(barrier);
        }

        @Override
        void invalidate(int number) {
            for (Flight flight : region.flights.underWay()) {
                end(flight);
            }
            Entry e = region.ledger.table.find(new NumberEntry(7, 7));
            if (e != null) {
                Object nothing = region.drop(e);
                assert nothing == null : "a dropped entry has no value";
            }
        }

        void end(Flight flight) {
            boolean ended = region.flights.takeBarrier(flight);
            assert !ended || flight.vacated() : "its waiters are to look again";
        }
    }

    /** With a gate that is handed on. */
    public static class PerMethod extends PerKey {
        public PerMethod() {
            super(Barrier.METHOD);
        }
    }

    /** The canary: waiters look again, but what the flight gives is kept all the same. */
    public static class Racy extends PerKey {
        public Racy() {}

        @Override
        void end(Flight flight) {
            flight.countDown();
        }
    }
}
