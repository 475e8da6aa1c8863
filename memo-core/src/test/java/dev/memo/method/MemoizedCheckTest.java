// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.Receiver;
import org.junit.jupiter.api.Test;

/** Receivers, and annotations that contradict one another. Confined to one thread. */
class MemoizedCheckTest {

    @Test
    void receiverOfAStaticMethodIsRefused() {
        assertThat(Plans.texts(Plans.weave(Closed.class).problems()))
                .contains(
                        "@Cached on MemoizedCheckTest.Closed.shared(): receiver is set, but a static method has none. "
                                + "Leave receiver out.");
    }

    @Test
    void defaultReceiverOfTheClassIsFineForStaticMethods() {
        ClassPlan plan = Plans.weave(Defaults.class);
        assertThat(plan.problems()).isEmpty();
        assertThat(Plans.settings(plan, "shared").receiver()).isEqualTo(Receiver.IGNORE);
        assertThat(Plans.settings(plan, "own").receiver()).isEqualTo(Receiver.IDENTITY);
    }

    @Test
    void receiverByEqualsNeedsEquals() {
        assertThat(Plans.texts(Plans.weave(Closed.class).problems()))
                .contains("@Cached on MemoizedCheckTest.Closed.equal(): receiver is EQUALS, but "
                        + "MemoizedCheckTest.Closed has no equals. "
                        + "Give it equals and hashCode, or use receiver = IDENTITY.");
        assertThat(Plans.texts(Plans.weave(Open.class).remarks()))
                .containsExactly("@Cached on MemoizedCheckTest.Open.equal(): receiver is EQUALS, but "
                        + "MemoizedCheckTest.Open has no equals. Give it, or its subclasses, equals and hashCode.");
    }

    @Test
    void receiverByEqualsIsFineForRecordsEnumsAndInterfaces() {
        assertThat(Plans.weave(Point.class).problems()).isEmpty();
        assertThat(Plans.weave(Level.class).problems()).isEmpty();
        assertThat(Plans.proxy(Service.class).problems()).isEmpty();
        assertThat(Plans.proxy(Service.class).remarks()).isEmpty();
    }

    @Test
    void methodThatIsMemoizedAndInvalidatesIsRefused() {
        ClassPlan plan = Plans.weave(Both.class, Both.class.getName() + ".ruled");
        assertThat(plan.memoized()).extracting(each -> each.ref().name()).containsExactly("price");
        assertThat(plan.invalidating()).isEmpty();
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "@Cached on MemoizedCheckTest.Both.annotated(): it has @Invalidates too, and a hit would not "
                                + "invalidate anything. Remove one of the two.",
                        "rules.txt:1 on MemoizedCheckTest.Both.ruled(): it has @Invalidates too, and a hit would not "
                                + "invalidate anything. Remove the rule.");
    }

    /** A final class without equals. Immutable. */
    static final class Closed {
        @Cached(receiver = Receiver.EQUALS)
        int equal() {
            return 1;
        }

        @Cached(receiver = Receiver.IDENTITY)
        static int shared() {
            return 1;
        }
    }

    /** A class without equals. Immutable. */
    static class Open {
        @Cached(receiver = Receiver.EQUALS)
        int equal() {
            return 1;
        }
    }

    /** A class with default settings. Stateless and thread-safe. */
    @CachedDefaults(receiver = Receiver.IDENTITY)
    static class Defaults {
        @Cached
        static int shared() {
            return 1;
        }

        @Cached
        int own() {
            return 1;
        }
    }

    /** A record. Immutable. */
    record Point(int x) {
        @Cached(receiver = Receiver.EQUALS)
        int twice() {
            return 2 * x;
        }
    }

    /** An enum. Immutable. */
    enum Level {
        LOW;

        @Cached(receiver = Receiver.EQUALS)
        int twice() {
            return 2;
        }
    }

    /** An interface. Stateless and thread-safe. */
    interface Service {
        @Cached(receiver = Receiver.EQUALS)
        int price();
    }

    /** Both annotations on a method. Stateless and thread-safe. */
    static class Both {
        @Cached
        int price() {
            return 1;
        }

        @Cached
        @Invalidates(method = "price", all = true)
        int annotated() {
            return 1;
        }

        @Invalidates(method = "price", all = true)
        int ruled() {
            return 1;
        }
    }
}
