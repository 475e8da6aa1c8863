// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;

/** Where the classes live that break a rule on purpose, so that a rule that can't fail is noticed. Immutable. */
final class Planted {
    /** What {@code dev.memo} is to the real classes. */
    static final String ROOT = "dev.memo.archtest.planted";

    private Planted() {}

    /** Asserts that a rule finds the planted class, and says so by its name. */
    static void assertFoundBy(ArchRule rule, String plantedClass) {
        assertThat(rule.evaluate(BuildModule.planted()).getFailureReport().getDetails())
                .as("what the rule found among the planted classes")
                .anyMatch(detail -> detail.contains(ROOT + "." + plantedClass));
    }
}
