// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of values that age, said as simply as they can be: for one caller at a time. Confined to one thread. */
final class AgingModel {
    final long ttl;
    final long keep;
    final long refresh;
    final long retry;
    long now;
    boolean rejecting;
    int loads;

    private final Map<Integer, Kept> kept = new TreeMap<>();
    private final List<Queued> queue = new ArrayList<>();
    private int stale;
    private int refreshes;
    private int failed;
    private int drops;

    AgingModel(long ttl, long keep, long refresh, long retry) {
        this.ttl = ttl;
        this.keep = keep;
        this.refresh = refresh;
        this.retry = retry;
    }

    /** A lookup with a loader that gives this, or fails. */
    String get(int key, boolean failing, String loaded) {
        Kept found = alive(key);
        if (found == null) {
            return load(key, failing, loaded);
        }
        if (now < found.written + ttl) {
            refreshIfDue(key, found, loaded);
            return found.value;
        }
        if (found.queued || now < found.restUntil) {
            stale++;
            return found.value;
        }
        String value = load(key, failing, loaded);
        if (failing) {
            found.restUntil = now + retry;
            stale++;
            return found.value;
        }
        return value;
    }

    /** A lookup without one. */
    @Nullable
    String lookUp(int key) {
        Kept found = alive(key);
        if (found == null) {
            return null;
        }
        boolean fresh = now < found.written + ttl;
        boolean attended = found.queued || now < found.restUntil;
        stale += !fresh && attended ? 1 : 0;
        return fresh || attended ? found.value : null;
    }

    /** What is seen without a trace. */
    @Nullable
    String fresh(int key) {
        Kept found = kept.get(key);
        return found != null && now < found.written + ttl ? found.value : null;
    }

    void put(int key, String value) {
        kept.put(key, new Kept(value, now));
    }

    /** Returns whether there was a fresh one. */
    boolean remove(int key) {
        boolean there = fresh(key) != null;
        kept.remove(key);
        return there;
    }

    void cleanUp() {
        kept.values().removeIf(each -> now >= end(each));
    }

    /** What was queued for a value that is there no more does nothing. */
    void runQueued(boolean failing) {
        for (Queued each : queue) {
            if (kept.get(each.key) == each.old) {
                refreshes++;
                loads++;
                each.old.queued = false;
                if (failing) {
                    failed++;
                    each.old.restUntil = now + retry;
                } else {
                    put(each.key, each.value);
                }
            }
        }
        queue.clear();
    }

    String counts() {
        return "stale " + stale + " refreshes " + refreshes + " failed " + failed + " drops " + drops + " loads "
                + loads;
    }

    /** Returns how far it is to a time at which something changes, to just before it or just after. */
    long toSomeBoundary(Random random) {
        List<Long> times = new ArrayList<>();
        for (Kept each : kept.values()) {
            for (long time : new long[] {each.written + refresh, each.written + ttl, end(each), each.restUntil}) {
                times.add(time - 1);
                times.add(time);
            }
        }
        times.removeIf(time -> time < now);
        return times.isEmpty() ? 1 : times.get(random.nextInt(times.size())) - now;
    }

    @Override
    public String toString() {
        return "ttl " + ttl + " keep " + keep + " refresh " + refresh + " retry " + retry + " now " + now + " " + kept;
    }

    private void refreshIfDue(int key, Kept found, String loaded) {
        if (refresh == 0 || now < found.written + refresh || found.queued || now < found.restUntil) {
            return;
        }
        if (rejecting) {
            drops++;
            found.restUntil = now + retry;
        } else {
            found.queued = true;
            queue.add(new Queued(key, found, loaded));
        }
    }

    private String load(int key, boolean failing, String loaded) {
        loads++;
        if (!failing) {
            put(key, loaded);
        }
        return failing ? "failed" : loaded;
    }

    private @Nullable Kept alive(int key) {
        Kept found = kept.get(key);
        return found == null || now >= end(found) ? null : found;
    }

    private long end(Kept each) {
        return each.written + Math.max(ttl, keep);
    }

    /** One value. Confined to one thread. */
    private static final class Kept {
        private final String value;
        private final long written;
        private long restUntil;
        private boolean queued;

        Kept(String value, long written) {
            this.value = value;
            this.written = written;
        }

        @Override
        public String toString() {
            return value + "@" + written + (queued ? " queued" : "") + " rests " + restUntil;
        }
    }

    /** A refresh that waits. Immutable. */
    private record Queued(int key, Kept old, String value) {}
}
