// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Governor;
import dev.memo.region.RegionSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a region is told of the method's settings and the runtime's. */
class EngineTest {
    private final Engine reporting = new Engine(EngineSettings.defaults());
    private final Engine bypassing =
            new Engine(EngineSettings.builder().maxBytes(1 << 20).bypass(true).build());

    @Test
    void policyAndJitterAreTheMethods() {
        RegionSettings settings =
                opened(reporting, Tuned.with().policy("lfu").jitter(0.25).governor(Governor.BYPASS));
        assertThat(settings.policy()).isEqualTo("lfu");
        assertThat(settings.lifespan().jitter()).isEqualTo(0.25);
        assertThat(settings.bypass()).isTrue();
    }

    @Test
    void governorIsTheRuntimesWhereTheMethodIsSilent() {
        assertThat(opened(reporting, Tuned.with()).bypass()).isFalse();
        assertThat(opened(bypassing, Tuned.with()).bypass()).isTrue();
        assertThat(opened(bypassing, Tuned.with().governor(Governor.REPORT)).bypass())
                .isFalse();
        assertThat(opened(bypassing, Tuned.with()).policy()).isEmpty();
    }

    /** Woven with the names of another runtime. */
    @Test
    void policyThatTheRuntimeDoesNotKnowGivesWayToItsOwn() {
        assertThat(opened(reporting, Tuned.with().policy("gone")).policy()).isEmpty();
    }

    @Test
    void serviceTellsTheNamesOfThePolicies() {
        assertThat((String[]) reporting.service().apply("policies", new Object[0]))
                .isEqualTo(List.of("lru", "lfu", "fifo", "lifo", "mru", "random", "adaptive")
                        .toArray());
    }

    private static RegionSettings opened(Engine engine, Tuned tuned) {
        LinkedMethod method = LinkedMethod.of(engine, tuned, a -> a[0], int.class);
        return ((Site) method.site()).region().settings();
    }
}
