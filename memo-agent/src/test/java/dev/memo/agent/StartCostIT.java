// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Once;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the agent costs a start, by what can be counted: each class takes the JVM about half a millisecond, so does each
 * lambda, and the methods that the JVM links for a record, or to unpack an array, take ten.
 */
class StartCostIT {
    private static List<String> loaded = List.of();

    @BeforeAll
    static void start() {
        Jvm.Ended ended = Jvm.withAgent("").option("-Xlog:class+load").run(Once.class);
        assertThat(ended.exit()).isZero();
        assertThat(ended.lines()).contains("sum 20 runs 1");
        loaded = ended.lines();
    }

    @Test
    void noRecordIsComparedOrHashedByWhatTheJvmLinks() {
        assertThat(loaded).noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "));
    }

    @Test
    void fewLambdasAreMade() {
        List<String> lambdas = loaded.stream()
                .filter(line -> line.matches(".* dev\\.memo\\..*\\$\\$Lambda.*"))
                .toList();

        assertThat(lambdas).hasSizeBetween(1, 25);
    }

    @Test
    void noMethodHandleUnpacksAnArray() {
        assertThat(loaded).noneMatch(line -> line.contains(" java.lang.invoke.MethodHandleImpl$ArrayAccessor "));
    }

    @Test
    void fewClassesOfMemosAreLoaded() {
        List<String> own = loaded.stream()
                .filter(line -> line.matches(".* dev\\.memo\\..*"))
                .filter(line -> !line.contains("Lambda"))
                .toList();

        assertThat(own).hasSizeBetween(100, 335);
    }
}
