// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of tags: what was invalidated is known for as long as it matters, and no longer. */
@Timeout(120)
class TagsTest {
    private static final int REMEMBERED = 1024;

    private final Tags tags = new Tags();

    /** Held by the test itself, which outlives its methods. */
    private final List<Tagged> alive = new ArrayList<>();

    private Tagged tagged(long stamp, String... names) {
        return new Tagged("value", List.of(names).stream().map(tags::get).toArray(TagCell[]::new), stamp);
    }

    @Test
    void anInvalidationEndsWhatWasStampedBeforeAndNothingElse() {
        Tagged before = tagged(tags.now(), "a", "b");
        Tagged other = tagged(tags.now(), "c");
        tags.invalidate("b");
        assertThat(before.isOver()).isTrue();
        assertThat(other.isOver()).isFalse();
        assertThat(tagged(tags.now(), "a", "b").isOver()).isFalse();
    }

    @Test
    void aTagThatNobodyHadIsKnownToHaveBeenInvalidatedDuringALoad() {
        long stamp = tags.now();
        tags.invalidate("a");
        assertThat(tagged(stamp, "a").isOver()).isTrue();
        assertThat(tagged(stamp, "b").isOver()).as("others are as before").isFalse();
    }

    @Test
    void aLoadIsOverIfSoManyInvalidationsHappenThatItsTagMayBeAmongTheForgotten() {
        long stamp = tags.now();
        tags.invalidate("a");
        for (int i = 0; i < REMEMBERED; i++) {
            tags.invalidate("t" + i);
        }
        assertThat(tagged(stamp, "a").isOver()).isTrue();
        assertThat(tagged(stamp, "never invalidated").isOver())
                .as("too much is only slow")
                .isTrue();
        assertThat(tagged(tags.now(), "a", "t0", "new").isOver()).isFalse();
    }

    @Test
    void oneTagThatIsInvalidatedOftenPushesOutOnlyItself() {
        long stamp = tags.now();
        for (int i = 0; i < REMEMBERED; i++) {
            tags.invalidate("often");
        }
        assertThat(tagged(stamp, "other").isOver()).isFalse();
        long later = tags.now();
        tags.invalidate("often");
        assertThat(tagged(later, "other").isOver()).isFalse();
    }

    @Test
    void tagsThatNoValueHasAreForgotten() {
        for (int i = 0; i < 10; i++) {
            alive.add(tagged(tags.now(), "alive" + i));
        }
        for (int i = 0; i < 100_000; i++) {
            tags.invalidate("gone" + i);
        }
        for (int tries = 0; tags.size() > REMEMBERED + alive.size() && tries < 1_000; tries++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(tags.size()).isLessThanOrEqualTo(REMEMBERED + alive.size());
        tags.invalidate("alive3");
        assertThat(alive.get(3).isOver()).isTrue();
        assertThat(alive.get(4).isOver()).isFalse();
    }
}
