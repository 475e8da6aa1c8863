// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static dev.memo.region.Evidence.Verdict.CHEAP_BODY;
import static dev.memo.region.Evidence.Verdict.KEEP;
import static dev.memo.region.Evidence.Verdict.NO_HITS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What figures say; calls, hits, shared, loads, failures, load time, gone. */
class EvidenceTest {
    private static final Evidence.Costs SHARED = new Evidence.Costs(0, 0);

    @Test
    void fewHitsSayThatNobodyAsksAgain() {
        assertThat(new Evidence(10_000, 0, 0, 10_000, 0, 1L << 40, 0).judge(SHARED))
                .isEqualTo(NO_HITS);
        assertThat(new Evidence(10_000, 9, 0, 9_991, 0, 9_991_000, 0).judge(SHARED))
                .isEqualTo(NO_HITS);
        assertThat(new Evidence(10_000, 10, 0, 9_990, 0, 9_990_000, 0).judge(SHARED))
                .isEqualTo(KEEP);
    }

    @Test
    void callsThatGetAnotherOnesResultAreAnsweredToo() {
        assertThat(new Evidence(10_000, 0, 10, 9_990, 0, 9_990_000, 0).judge(SHARED))
                .isEqualTo(KEEP);
    }

    /** What is too large for the heap has no hits there, and is answered all the same. */
    @Test
    void callsThatAStoreAnswersAreHits() {
        Counters counters = new Counters();
        counters.opened.increment();
        counters.opened.increment();
        counters.storeHits.increment();
        Evidence evidence = Evidence.of(counters);
        assertThat(evidence.calls()).isEqualTo(2);
        assertThat(evidence.hits()).isEqualTo(1);
    }

    @Test
    void fewHitsThatSaveMoreThanMissesCostAreWorthIt() {
        assertThat(new Evidence(10_000, 1, 0, 9_999, 0, 9_999L * 2_000_000, 0).judge(SHARED))
                .isEqualTo(NO_HITS);
        assertThat(new Evidence(10_000, 1, 0, 9_999, 0, 9_999L * 4_000_000, 0).judge(SHARED))
                .isEqualTo(KEEP);
    }

    @Test
    void loadsAsCheapAsHitsSayThatTheBodyIsCheap() {
        assertThat(new Evidence(10_000, 5_000, 0, 5_000, 0, 5_000 * 20, 0).judge(SHARED))
                .isEqualTo(CHEAP_BODY);
        assertThat(new Evidence(10_000, 5_000, 0, 5_000, 0, 5_000 * 21, 0).judge(SHARED))
                .isEqualTo(KEEP);
        assertThat(new Evidence(10_000, 9_745, 0, 255, 0, 255, 0).judge(SHARED)).isEqualTo(KEEP);
    }

    @Test
    void copyingIsPartOfAHitAndReadingTheClockOfNeither() {
        Evidence evidence = new Evidence(10_000, 5_000, 0, 5_000, 0, 5_000 * 1_000, 0);
        assertThat(evidence.judge(new Evidence.Costs(980, 0))).isEqualTo(CHEAP_BODY);
        assertThat(evidence.judge(new Evidence.Costs(979, 0))).isEqualTo(KEEP);
        assertThat(evidence.judge(new Evidence.Costs(980, 25))).isEqualTo(CHEAP_BODY);
        assertThat(evidence.judge(new Evidence.Costs(0, 980))).isEqualTo(CHEAP_BODY);
        assertThat(evidence.judge(new Evidence.Costs(0, 979))).isEqualTo(KEEP);
    }

    @Test
    void aTrialAsksForTheReasonOfTheBypassOnly() {
        Evidence dearAndUnasked = new Evidence(1_024, 0, 0, 1_024, 0, 1_024 * 5_000, 0);
        assertThat(dearAndUnasked.confirm(NO_HITS, SHARED)).isEqualTo(NO_HITS);
        assertThat(dearAndUnasked.confirm(CHEAP_BODY, SHARED)).isEqualTo(KEEP);
        assertThat(new Evidence(1_024, 512, 0, 512, 0, 512, 0).confirm(NO_HITS, SHARED))
                .isEqualTo(KEEP);
    }

    @Test
    void manyFailuresSayNothing() {
        assertThat(new Evidence(10_000, 0, 0, 10_000, 1_000, 1, 0).judge(SHARED))
                .isEqualTo(NO_HITS);
        assertThat(new Evidence(10_000, 0, 0, 10_000, 1_001, 1, 0).judge(SHARED))
                .isEqualTo(KEEP);
    }
}
