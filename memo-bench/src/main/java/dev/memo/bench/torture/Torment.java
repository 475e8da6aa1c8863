// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.function.Supplier;

/**
 * The scenarios, in the order of the page, with what is right in each; the classes say it in more words. Immutable.
 */
public enum Torment {
    SAME_KEY_RECURSION(
            "recursion on the same key",
            "A load asks for its own key, once.",
            "the result is the one without a cache, the first time and the next",
            SameKeyRecursion::new),
    OTHER_KEY_RECURSION(
            "recursion over 100 keys",
            "A load asks for the key before its own, a hundred times over.",
            "the sum",
            OtherKeyRecursion::new),
    CROSSED_CALLS(
            "A asks for B, B for A, in two threads",
            "Two loads, each led by a thread of its own, ask for each other's key. Without a cache both end.",
            "both callers get their price within 5 s",
            CrossedCalls::new),
    HUNG_LEADER(
            "hung leader",
            "The first load of a key never returns, the backend answers all others at once; ten more callers come.",
            "all ten get the price within 5 s, while the first load still hangs",
            HungLeader::new),
    THROWING_LEADER(
            "throwing leader, 100 waiters",
            "A backend that is down says so after 50 ms; 101 callers want one key.",
            "everyone gets the backend's own exception, not wrapped, all within 2 s; the next caller gets the price",
            ThrowingLeader::new),
    INTERRUPTED_LEADER(
            "interrupted leader",
            "The thread that loads is interrupted, which ends its load with an exception; ten others wait for it.",
            "it gets its exception, the others that or the price, none of them an interrupt, all within 5 s; the next"
                    + " caller gets the price",
            InterruptedLeader::new),
    INTERRUPTED_WAITER(
            "interrupted waiter",
            "One of ten threads that wait for a long load is interrupted.",
            "it is back within 2 s, while the load goes on, with the price or an exception and its interrupt flag set;"
                    + " all others get the price when the load ends",
            InterruptedWaiter::new),
    CANCELLED_FIRST_CALLER(
            "cancelled first async caller",
            "Two callers ask for a price to come, the first cancels its future, then the backend answers.",
            "the second gets the price, and so does a third who asks after that",
            CancelledFirstCaller::new),
    INVALIDATED_LOAD(
            "invalidation in mid-load",
            "A load has read the old price and goes on; the price changes, and the cache is told.",
            "every call that begins after the cache was told gets the new price, during the old load and after it",
            InvalidatedLoad::new),
    CROSSED_BATCHES(
            "many keys at once, in opposite order",
            "Two callers ask for ten prices each at the same time, five of them the same; the backend takes 100 ms to"
                    + " answer, for one price or for many.",
            "both get all their prices within 5 s, and the backend was asked for none of them twice",
            CrossedBatches::new),
    INVALIDATED_BATCH(
            "invalidation in mid-load of many keys",
            "A load has read two prices and goes on; one of them changes, and the cache is told.",
            "who asks for both after the load gets the new price",
            InvalidatedBatch::new),
    VIRTUAL_CROWD(
            "1,000 virtual threads",
            "1,000 virtual threads want one key, whose load takes 100 ms.",
            "all get the price from one load, within 5 s",
            VirtualThreads.SINCE,
            VirtualCrowd::new),
    SMALL_POOL(
            "nested calls over a small pool",
            "Eight cached calls each hold one of four connections while they ask for one cached price, whose load"
                    + " would use theirs; but a ninth caller leads it, who has no connection yet. Without a cache all end.",
            "all nine get their result within 5 s",
            SmallPool::new);

    /** Its name on the page. */
    public final String title;

    /** What happens. */
    public final String play;

    /** What is right. */
    public final String right;

    private final int jdk;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a constructor or a factory: it has no state
    private final Supplier<Scenario> scenario;

    Torment(String title, String play, String right, Supplier<Scenario> scenario) {
        this(title, play, right, 0, scenario);
    }

    Torment(String title, String play, String right, int jdk, Supplier<Scenario> scenario) {
        this.title = title;
        this.play = play;
        this.right = right;
        this.jdk = jdk;
        this.scenario = scenario;
    }

    /** Whether this JDK has what it takes. */
    boolean isPossibleHere() {
        return Runtime.version().feature() >= jdk;
    }

    /** How it comes out where it is not possible. */
    Outcome impossible() {
        return new Outcome(Verdict.NEEDS_JDK, 0, 0, "needs JDK " + jdk);
    }

    /** Sets the stage. */
    Scenario scenario() {
        return scenario.get();
    }
}
