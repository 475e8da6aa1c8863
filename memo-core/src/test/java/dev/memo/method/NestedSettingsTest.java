// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.Invalidates;
import dev.memo.region.Nested;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is made of nested calls, and soft invalidations, as annotations and rules say it. Confined to one thread. */
class NestedSettingsTest {
    @Test
    void settingsThatAreLeftOutAreDefaults() {
        assertThat(Plans.settings(Plans.weave(Good.class), "plain").nested()).isEqualTo(new Nested(true, false));
    }

    @Test
    void annotationsDefaultsAndRulesAreReadAndComeBackFromTheirLine() {
        MethodSettings full = Plans.settings(Plans.weave(Good.class), "full");
        assertThat(full.nested()).isEqualTo(new Nested(false, true));
        assertThat(MethodSettings.decode(full.encode())).isEqualTo(full);
        MethodSettings tagged = Plans.settings(Plans.weave(Good.class), "tagged");
        assertThat(tagged.nested()).isEqualTo(new Nested(true, true));
        assertThat(MethodSettings.decode(tagged.encode())).isEqualTo(tagged);
        assertThat(Plans.settings(Plans.weave(Defaults.class), "own").nested()).isEqualTo(new Nested(true, true));
        String rule = Good.class.getName() + ".plain nestedTtl=false dependencies=true";
        assertThat(Plans.settings(Plans.weave(Good.class, rule), "plain").nested())
                .isEqualTo(new Nested(false, true));
    }

    @Test
    void aRulesValueThatIsNeitherIsRefused() {
        Rules rules = Rules.parse("rules.txt", List.of(Good.class.getName() + ".plain dependencies=maybe"));
        assertThat(Plans.texts(rules.problems()))
                .singleElement()
                .asString()
                .contains("dependencies must be true or false, was \"maybe\"");
    }

    @Test
    void dependenciesOfAStageAreRefused() {
        assertThat(Plans.texts(Plans.weave(Bad.class).problems()))
                .singleElement()
                .asString()
                .contains(
                        "dependencies is set, but it returns a CompletableFuture, and what that calls later is not seen."
                                + " Leave dependencies out, and give results tags.");
    }

    @Test
    void softInvalidationsAreReadAndRemarkedOnWhereNothingIsKept() {
        ClassPlan plan = Plans.weave(Good.class);
        assertThat(plan.invalidating())
                .filteredOn(each -> each.ref().name().equals("change"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.invalidations()).allMatch(Invalidation::soft);
                    assertThat(Invalidation.decode(Invalidation.encode(each.invalidations())))
                            .isEqualTo(each.invalidations());
                });
        assertThat(Plans.texts(plan.remarks()))
                .anyMatch(text -> text.contains("soft is set, but plain has no keep, so its results are dropped"));
    }

    /** Settings as they should be. */
    static class Good {
        @Cached
        int plain(int key) {
            return key;
        }

        @Cached(nestedTtl = false, dependencies = true)
        int full(int key) {
            return key;
        }

        @Cached(dependencies = true, tags = "a;b")
        int tagged(int key) {
            return key;
        }

        @Invalidates(method = "plain", args = "0", soft = true)
        @Invalidates(tags = "a", soft = true)
        void change(int key) {}
    }

    /** Settings for all, and one method's own. */
    @CachedDefaults(nestedTtl = false, dependencies = true)
    static class Defaults {
        @Cached(nestedTtl = true)
        int own(int key) {
            return key;
        }
    }

    /** What is refused. */
    static class Bad {
        @Cached(dependencies = true)
        CompletableFuture<Integer> later(int key) {
            return CompletableFuture.completedFuture(key);
        }
    }
}
