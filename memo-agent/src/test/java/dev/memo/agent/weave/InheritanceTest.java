// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.weave.fixture.Base;
import dev.memo.agent.weave.fixture.Contract;
import dev.memo.agent.weave.fixture.Planet;
import org.junit.jupiter.api.Test;

/** Overrides: each memoized body has its own results. */
class InheritanceTest {
    @Test
    void overrideAndOverriddenAreBothMemoized() {
        Calls calls = new Calls(ClassFiles.woven(Base.Derived.class));
        Runs.reset();

        assertThat(calls.call("both", "x")).isEqualTo("derived base x");
        assertThat(calls.call("both", "x")).isEqualTo("derived base x");

        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void overrideThatCallsTheInterfacesBodyIsMemoizedLikeIt() {
        Calls calls = new Calls(ClassFiles.woven(Contract.Chained.class));
        Runs.reset();

        assertThat(calls.call("given", 1L)).isEqualTo(200L);
        assertThat(calls.call("given", 1L)).isEqualTo(200L);

        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void constantWithItsOwnBodyHasItsOwnResults() {
        Calls calls = new Calls(ClassFiles.woven(Planet.class));
        Runs.reset();

        assertThat(calls.call("both", "x")).isEqualTo("hello xEARTHmars x");
        assertThat(calls.call("both", "x")).isEqualTo("hello xEARTHmars x");

        assertThat(Runs.count()).isEqualTo(2);
    }
}
