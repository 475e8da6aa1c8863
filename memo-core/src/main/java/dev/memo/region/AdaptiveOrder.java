// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * {@code adaptive}: follows whichever of several rules works best on the keys that come.
 *
 * <p>The entries lie in {@link Segments}; a {@link Contest} of shadows, over a sample of the keys where there are many
 * entries, chooses the rule. A hit only marks its entry: one read of a shared field where it is not the first since the
 * last miss; two plain writes where it is, and a third into a small ring of hashes if the key is in the sample, from
 * which the next miss tells the shadows. What is lost there by races or for want of room makes the sample smaller, no
 * more.
 *
 * <p>Guarded by the budget's lock, but for {@link #used}.
 */
final class AdaptiveOrder extends Order {
    private static final int FIRST_LESSON = 32;

    private final Segments segments = new Segments(Contest.RULES.get(Contest.FIRST));
    private final Sample sample = new Sample();
    private int shadowed;
    private int nextLesson = FIRST_LESSON;
    private boolean full;
    private @Nullable Contest contest;
    private @Nullable Returns returns;
    private int time;

    /** As the segments have it: a field of this object, so that a hit has one step less to go. Hits may read it late. */
    private int now = segments.now;

    @Override
    void used(Entry e) {
        int clock = now;
        if (e.lastMiss != clock) {
            e.use(clock);
            sample.note(e.hash());
        }
    }

    @Override
    void add(Entry e) {
        tell();
        if (sample.has(e.hash())) {
            use(e.hash());
            if (!full) {
                sample.add(e.hash());
            }
        }
        segments.add(e);
        now = segments.now;
        int entries = segments.size();
        if (!full && entries >= nextLesson) {
            nextLesson = entries * 2;
            learn(e, entries / 2);
        }
    }

    /** Opens the contest; if that throws, the newest entry is not in. */
    private void learn(Entry newest, int capacity) {
        try {
            begin(segments.size(), capacity);
        } catch (Throwable thrown) { // as there is no memory for it
            segments.remove(newest, false);
            throw thrown;
        }
    }

    @Override
    void replace(Entry old, Entry fresh) {
        segments.replace(old, fresh);
        used(fresh);
    }

    @Override
    void remove(Entry e) {
        segments.remove(e, false);
    }

    @Override
    void evicted(Entry e) {
        segments.remove(e, true);
        int entries = segments.size();
        if (!full || !sample.fits(entries)) {
            begin(entries, entries);
            full = true;
            sample.forget();
        } else if (contest != null && sample.share(entries) != shadowed) {
            shadowed = sample.share(entries);
            contest.resize(Math.max(2, shadowed));
        }
    }

    /** The newcomer may be the one that is least worth keeping. */
    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        return (Entry) segments.victim();
    }

    /** From now on, tells how soon keys return, by a clock that {@link #time} and {@link #tick} set. */
    void tellTo(Returns listener) {
        returns = listener;
    }

    /** Sets the time of the miss that comes next. */
    void time(int timeNow) {
        time = timeNow;
    }

    /** Sets the time, and learns of the hits up to now. Where there was no miss for long, uses are told apart all the same. */
    void tick(int timeNow) {
        time = timeNow;
        tell();
        segments.now++;
        now = segments.now;
    }

    /** Returns how many misses there were, and ticks. */
    int now() {
        return segments.now;
    }

    private void tell() {
        int n = sample.noted();
        for (int i = 0; i < n; i++) {
            use(sample.noted(i));
        }
        sample.forgetNoted();
    }

    private void use(int hash) {
        if (returns != null) {
            returns.use(hash, time);
        }
        Contest open = contest;
        if (open != null && open.use(hash)) {
            segments.follow(open.best());
        }
    }

    /**
     * Starts shadows off: at the first eviction, where the number of entries has changed much, and, of half the size, each
     * time that the entries have doubled without any eviction, so that the contest is open before there is no more room.
     */
    private void begin(int entries, int capacity) {
        sample.fit(entries);
        shadowed = sample.share(capacity);
        if (contest == null) {
            contest = new Contest(Math.max(2, shadowed));
        } else {
            contest.restart(Math.max(2, shadowed));
        }
        for (int hash : sample.hashes()) {
            if (contest.use(hash)) {
                segments.follow(contest.best());
            }
        }
    }
}
