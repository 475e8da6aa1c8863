// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.KeyIgnore;
import dev.memo.annotation.Receiver;
import dev.memo.region.PolicyNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which methods can have their results in a store. */
class StoreCheckTest {
    private static final String ON = "@Cached on StoreCheckTest.Bad.";

    @Test
    void aDefaultThatAMethodCannotFollowIsSaidOfTheMethod() {
        assertThat(Plans.texts(Plans.weave(BadDefaults.class).problems()))
                .containsExactly(
                        "@Cached on StoreCheckTest.BadDefaults.related(int): store is set, but what a result was"
                                + " computed from is not kept there, so that dependencies could not drop it. Leave dependencies"
                                + " out, or say store = \"none\" here.");
    }

    @Test
    void everyKeyParameterMustBeStable() {
        assertThat(problems("keys"))
                .containsExactly(
                        "keys(StoreCheckTest.User, String, StoreCheckTest.User[]): parameter 0 is a StoreCheckTest.User, which has no form that is the same"
                                + " in every process, so that a store could not find it. Make it an enum or a record of simple"
                                + " values, or mark it @KeyIgnore.",
                        "keys(StoreCheckTest.User, String, StoreCheckTest.User[]): parameter 2 is a StoreCheckTest.User[], which has no form that is the"
                                + " same in every process, so that a store could not find it. Make it an enum or a record of"
                                + " simple values, or mark it @KeyIgnore.");
    }

    @Test
    void whoseValuesMayNotBeStableIsRemarkedAtOnce() {
        String why =
                ", some of whose values have no form that is the same in every process, so that results of calls with"
                        + " such a value stay in the heap. Declare a String, a number, an enum or a record of such, or mark it"
                        + " @KeyIgnore.";
        ClassPlan plan = Plans.weave(Vague.class);
        assertThat(plan.problems()).isEmpty();
        assertThat(Plans.texts(plan.remarks()))
                .containsExactly(
                        "@Cached on StoreCheckTest.Vague.any(Object, int): parameter 0 is an Object" + why,
                        "@Cached on StoreCheckTest.Vague.several(Number, Object[], StoreCheckTest.Holder): parameter 0 is a"
                                + " Number" + why,
                        "@Cached on StoreCheckTest.Vague.several(Number, Object[], StoreCheckTest.Holder): parameter 1 is an"
                                + " Object[]" + why,
                        "@Cached on StoreCheckTest.Vague.several(Number, Object[], StoreCheckTest.Holder): parameter 2 is a"
                                + " StoreCheckTest.Holder" + why);
    }

    @Test
    void whatStoresCannotDoYetIsRefusedAllAtOnce() {
        String end = ", or say store = \"none\" here.";
        assertThat(problems("all")).as("outcomes and tags are kept").isEmpty();
        assertThat(problems("timed"))
                .containsExactly(
                        "timed(int): store is set, but what a result was computed from is not kept there, so that"
                                + " dependencies could not drop it. Leave dependencies out" + end,
                        "timed(int): store is set, but with soft the method is run by a thread of Memo's, which does not yet"
                                + " look in stores. Leave soft out" + end,
                        "timed(int): store is set, but with hard the method is run by a thread of Memo's, which does not yet"
                                + " look in stores. Leave hard out" + end);
        assertThat(problems("many"))
                .containsExactly(
                        "many(List): store is set, but results of methods with each are kept there as those of the"
                                + " method for one key that of names, and of is not set. Name one in of, and give that"
                                + " the store" + end);
        assertThat(problems("shared")).isEmpty();
    }

    @Test
    void halvesAreRefused() {
        String end = "but none is named. Add store = \"disk\", or leave ";
        assertThat(problems("alone"))
                .containsExactly(
                        "alone(int): version is about results in a store, " + end + "version out.",
                        "alone(int): code is about results in a store, " + end + "code out.",
                        "alone(int): allow is about results in a store, " + end + "allow out.",
                        "alone(int): maxHeapBytes is about results in a store, " + end + "maxHeapBytes out.");
        assertThat(problems("uncounted"))
                .containsExactly(
                        "uncounted(int): codePackages is set, but code does not count, as it is false. Leave one"
                                + " of them out.");
        assertThat(Plans.texts(Plans.weave(Plain.class, Plain.class.getName() + ".price version=2")
                        .problems()))
                .singleElement()
                .asString()
                .endsWith("price(int): version is about results in a store, but none is named. Add store=disk, or leave"
                        + " version out.");
    }

    @Test
    void aBarrierOverProcessesNeedsAStore() {
        String text = "barrier is HOST, but processes meet in a store, and none is named. Add store";
        assertThat(problems("lonely")).containsExactly("lonely(int): " + text + " = \"disk\", or choose barrier KEY.");
        assertThat(Plans.texts(Plans.weave(Plain.class, Plain.class.getName() + ".price barrier=HOST")
                        .problems()))
                .singleElement()
                .asString()
                .endsWith("price(int): " + text + "=disk, or choose barrier KEY.");
        assertThat(problems("outcome"))
                .contains("outcome(int): barrier is HOST, but it returns a CompletableFuture, whose callers never"
                        + " wait, so a second load could not be held back. Use barrier = KEY, and limit how many loads run"
                        + " at a time where they run.");
        assertThat(Plans.settings(Plans.weave(Hosts.class), "price").barrier()).isEqualTo(Barrier.HOST);
    }

    @Test
    void codeThatCannotBeKnownIsRefused() {
        assertThat(Plans.texts(Plans.proxy(Prices.class).problems()))
                .containsExactly(
                        "@Cached on StoreCheckTest.Prices.price(int): its results are good for the code that has"
                                + " computed them, but its code cannot be known, as it has no body here. Set code = false and"
                                + " version = \"1\", and another version whenever results change.");
        assertThat(Plans.settings(Plans.proxy(Versioned.class), "price")
                        .stored()
                        .version())
                .isEqualTo("1");
    }

    @Test
    void aStoreThatIsNotThereIsRemarkedOn() {
        assertThat(Plans.texts(remarks(Set.of())))
                .containsExactly(
                        "@Cached on StoreCheckTest.Missing.price(int): store is \"disk\", which the runtime does not have, so that"
                                + " results are kept in the heap only. Start the agent with store.disk=FILE.");
        assertThat(Plans.texts(remarks(Set.of("other", "more"))))
                .singleElement()
                .asString()
                .endsWith("Start the agent with store.disk=FILE. It has more and other.");
        assertThat(remarks(Set.of("disk"))).isEmpty();
        assertThat(remarks(null)).isEmpty();
    }

    private static List<Problem> remarks(@Nullable Set<String> stores) {
        ClassPlan plan = ClassPlan.of(
                Plans.bytes(Missing.class),
                new Premises(Rules.NONE, Plans.SOURCE, Purpose.WEAVE, PolicyNames.own(), Set.of(), List.of(), stores));
        assertThat(plan.memoized()).hasSize(1);
        return plan.remarks();
    }

    private static List<String> problems(String method) {
        return Plans.texts(Plans.weave(Bad.class).problems()).stream()
                .filter(text -> text.startsWith(ON + method + "("))
                .map(text -> text.substring(ON.length()))
                .toList();
    }

    /** Has no form. */
    static class User {
        final int id = 7;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof User user && user.id == id;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    /** Somebody else's. */
    static class Plain {
        int rate;

        int price(int key) {
            return key * rate;
        }
    }

    /** Stored, though one method cannot be. */
    @CachedDefaults(store = "disk")
    static class BadDefaults {
        @Cached(dependencies = true)
        int related(int key) {
            return key;
        }
    }

    /** Names a store. */
    static class Missing {
        @Cached(store = "disk")
        static int price(int key) {
            return key;
        }
    }

    /** One load among processes. */
    static class Hosts {
        @Cached(store = "disk", barrier = Barrier.HOST)
        static int price(int key) {
            return key;
        }
    }

    /** For proxies. */
    interface Prices {
        @Cached(store = "disk")
        int price(int key);
    }

    /** For proxies, with what is to be said. */
    interface Versioned {
        @Cached(store = "disk", code = false, version = "1")
        int price(int key);
    }

    record Holder(String name, Comparable<String> content) {}

    record Named(String name, List<String> content) {}

    sealed interface Shape permits Circle, Dot {}

    record Circle(int radius) implements Shape {}

    enum Dot implements Shape {
        DOT
    }

    /** Where a type says little. */
    static class Vague {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        int any(Object first, int second) {
            return second;
        }

        @Cached(store = "disk", receiver = Receiver.IGNORE)
        int several(Number number, Object[] all, Holder holder) {
            return 0;
        }

        @Cached(store = "disk", receiver = Receiver.IGNORE)
        int clear(
                String text, List<String> texts, Named named, Shape shape, Set<Long> numbers, @KeyIgnore Object rest) {
            return 0;
        }

        @Cached(receiver = Receiver.IGNORE)
        int heap(Object any) {
            return 0;
        }
    }

    /** What is refused. */
    static class Bad {
        @Cached(store = "disk")
        int keys(User user, String text, User[] users) {
            return 0;
        }

        @Cached(store = "disk", tags = "a")
        CompletableFuture<Integer> all(int key) {
            return CompletableFuture.completedFuture(key);
        }

        @Cached(store = "disk", dependencies = true, ttl = "1h", keep = "2h", soft = "1s", hard = "2s")
        static int timed(int key) {
            return key;
        }

        @Cached(store = "disk", each = true)
        Map<Long, String> many(List<Long> keys) {
            return Map.of();
        }

        @Cached(store = "disk")
        String one(long key) {
            return "";
        }

        @Cached(each = true, of = "one")
        Map<Long, String> shared(List<Long> keys) {
            return Map.of();
        }

        @Cached(
                version = "2",
                code = false,
                allow = "a.B",
                maxHeapBytes = "1KB",
                codePackages = {})
        int alone(int key) {
            return key;
        }

        @Cached(barrier = Barrier.HOST)
        int lonely(int key) {
            return key;
        }

        @Cached(store = "disk", barrier = Barrier.HOST)
        CompletableFuture<Integer> outcome(int key) {
            return CompletableFuture.completedFuture(key);
        }

        @Cached(store = "disk", code = false, codePackages = "net.acme")
        int uncounted(int key) {
            return key;
        }
    }
}
