// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all regions of one runtime share: the budget, the clock, the order of uses, the report of trouble. Thread-safe. */
public final class HeapTier {
    /** The share of a limit in bytes that one entry may take, unless another was chosen. */
    public static final double ENTRY_SHARE = 0.5;

    final Budget budget;
    final CoarseClock clock;
    final Recency recency = new Recency();
    final Trouble trouble = new Trouble();
    final ThreadHits threadHits = new ThreadHits();
    final Eviction eviction;
    final boolean statistics;
    final boolean logsEvents;
    final Policies policies;
    final Background background;
    final Workers workers;
    final Tags tags = new Tags();

    /** Hears of tags, null for all, before they are invalidated here and after. */
    private volatile @Nullable Consumer<@Nullable String> tagsBeside;

    final Shelf shelf;
    final Transactions transactions = new Transactions(trouble);
    private final EventLog ofTags;

    /**
     * Creates a tier without regions.
     *
     * @param limits of all regions together
     * @param ticker the clock, or null for the JVM's, which daemon threads then serve while they are needed
     * @param statistics whether anything is counted; entries and bytes are, as the limits need them
     * @param eviction the policies
     */
    public HeapTier(Limits limits, @Nullable Ticker ticker, boolean statistics, Eviction eviction) {
        this(limits, ticker, statistics, eviction, Background.OWN);
    }

    /** Creates a tier without regions that loads in the background in the user's way. */
    public HeapTier(
            Limits limits, @Nullable Ticker ticker, boolean statistics, Eviction eviction, Background background) {
        this(limits, ticker, statistics, eviction, background, false);
    }

    /** Creates a tier without regions that may tell a log of each event, beside the rest. */
    public HeapTier(
            Limits limits,
            @Nullable Ticker ticker,
            boolean statistics,
            Eviction eviction,
            Background background,
            boolean logsEvents) {
        this(limits, ticker, new Watch(statistics, logsEvents), eviction, Policies.turn(eviction), background);
    }

    /** Creates a tier of which one entry may take half of the bytes. */
    public HeapTier(long maxBytes, long maxEntries, @Nullable Ticker ticker, boolean statistics, Eviction eviction) {
        this(new Limits(maxBytes, maxEntries, ENTRY_SHARE), ticker, statistics, eviction);
    }

    /** Creates a tier where this turn decides between regions. */
    HeapTier(Limits limits, @Nullable Ticker ticker, boolean statistics, Eviction eviction, Turn turn) {
        this(limits, ticker, new Watch(statistics, false), eviction, turn, Background.OWN);
    }

    private HeapTier(
            Limits limits, @Nullable Ticker ticker, Watch watch, Eviction eviction, Turn turn, Background background) {
        this.logsEvents = watch.logsEvents();
        this.background = background;
        this.workers = new Workers(background.executor(), trouble);
        this.eviction = eviction;
        this.statistics = watch.statistics();
        this.clock = ticker == null ? new CoarseClock(Ticker.system(), true) : new CoarseClock(ticker, false);
        this.budget = new Budget(limits, new Removals(trouble), clock, turn);
        this.shelf = new Shelf(budget, ticker == null ? Ticker.system() : ticker);
        budget.shelf = shelf;
        this.policies = new Policies(eviction, budget, recency, trouble);
        this.ofTags = new EventLog(this, "tags");
    }

    /** Creates a tier with the default policies. */
    HeapTier(long maxBytes, long maxEntries, @Nullable Ticker ticker, boolean statistics) {
        this(maxBytes, maxEntries, ticker, statistics, Eviction.defaults());
    }

    /**
     * Opens a region in this tier.
     *
     * @param settings what it was told
     * @param codec for isolated values, and to measure all
     * @param keeper makes keys that may be kept
     */
    public Region open(RegionSettings settings, Codec codec, KeyKeeper keeper) {
        return open(settings, codec, new Keeping(keeper, null, null));
    }

    /** Opens a region in this tier, with what is the user's own in it. */
    public Region open(RegionSettings settings, Codec codec, Keeping keeping) {
        return new Region(settings, this, codec, keeping);
    }

    /** Makes all values with the tag be over, and those of loads that are under way; takes no longer for many than for one. */
    public void invalidateTag(String tag) {
        invalidateTag(tag, false);
    }

    /**
     * As {@link #invalidateTag(String)}.
     *
     * @param softly whether values become stale in place, where their region serves stale ones
     */
    public void invalidateTag(String tag, boolean softly) {
        invalidateTags(tag, () -> tags.invalidate(tag, softly));
    }

    /** Makes all values that have tags be over, and those of loads that are under way. */
    public void invalidateTagged() {
        invalidateTags(null, tags::invalidateAll);
    }

    /**
     * Connects somebody who knows of transactions, as {@link dev.memo.spi.TransactionHook} says, in the JDK's types. What is
     * invalidated in one is dropped at its commit from now on.
     */
    public void connect(Supplier<@Nullable Object> current, Consumer<Consumer<Boolean>> whenEnded) {
        transactions.connect(current, whenEnded);
    }

    /**
     * Has an action done when this thread's transaction commits, until when the thread bypasses all regions.
     *
     * @return false if there is no transaction; then the action is not done at all
     */
    public boolean atCommit(Runnable action) {
        Pending pending = transactions.join();
        return pending != null && pending.deferAll(action);
    }

    /**
     * Tells somebody else of each invalidation of a tag, null for all tags, before it takes place here and once more after,
     * whereupon it takes place here again.
     */
    public void tellOfTags(Consumer<@Nullable String> beside) {
        tagsBeside = beside;
    }

    private void invalidateTags(@Nullable String tag, Runnable here) {
        Runnable action = () -> {
            ofTags.invalidates(tag == null ? "all results with tags" : "the results with one tag");
            shelf.dropTagged(tag); // before and after, as with stores
            Consumer<@Nullable String> beside = tagsBeside;
            if (beside == null) {
                here.run();
            } else {
                beside.accept(tag);
                here.run();
                beside.accept(tag);
                here.run(); // what was stored in between, by a load that began before, may have been promoted since
            }
            shelf.dropTagged(tag);
        };
        Pending pending = transactions.join();
        if (pending == null || !pending.deferTags(action)) {
            action.run();
        }
    }

    /** Returns what a snapshot has brought and nobody has asked for yet. */
    public Shelf shelf() {
        return shelf;
    }

    /** Reports Memo's own trouble at a bounded rate. */
    public Trouble trouble() {
        return trouble;
    }

    /**
     * What all regions of a tier may take together. Immutable.
     *
     * @param maxBytes at least 1
     * @param maxEntries 0 for no limit
     * @param maxEntryShare of a limit in bytes that one entry may take, over 0 and at most 1
     */
    public record Limits(long maxBytes, long maxEntries, double maxEntryShare) {}

    /** What is noted of what happens: the sums, and each event. Immutable. */
    private record Watch(boolean statistics, boolean logsEvents) {}
}
