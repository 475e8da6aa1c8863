// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Renewals.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call that asks for several keys of a region, each of which has an entry of its own.
 *
 * <p>The protocol. All keys are looked up first; one that is not there gets a flight of the caller's, or is led by another
 * caller already. That waits for nobody. Then the caller loads its own in one go, and lands them; only then it waits for
 * those of others. So while it waits it holds nothing that this call has opened: two calls whose keys overlap, in whatever
 * order, cannot wait for each other, and no order has to be kept. Flights that the thread leads further up its stack it does
 * hold: {@link WaitGraph} finds the circles that go through them, before a wait. Who waits in vain loads itself, all that is
 * left in one go.
 *
 * <pre>
 *     begin ─▶ loads? ──yes──▶ missing, the original runs ─▶ loaded | failed | unanswered
 *       ▲       no: values                                      │
 *       └─────────────────────── goOn ◀─────────────────────────┘
 * </pre>
 *
 * <p>Confined to one thread, that of the call.
 */
public final class Batch {
    /** What the original's answer has for a key that is not in it. */
    public static final Object ABSENT = new Object();

    private final Region region;
    private final Flights flights;
    private final Map<@Nullable Object, BatchItem> items = new LinkedHashMap<>();
    private final List<BatchItem> toLook = new ArrayList<>();
    private final List<BatchItem> toLoad = new ArrayList<>();
    private final Deque<BatchItem> awaited = new ArrayDeque<>();
    private Rerun.@Nullable Source again;
    private @Nullable Patience patience;

    /** What a scope counts its running bodies in; null where there is none, or the body has ended. */
    private @Nullable AtomicInteger resting;

    /**
     * Creates a call. Runs user code: the elements' {@code equals} and {@code hashCode}.
     *
     * @param elements what is asked for; each is loaded once, however often it is in there
     * @param keys makes keys of them
     */
    public Batch(Region region, Iterable<?> elements, Keys keys) {
        this.region = region;
        this.flights = region.flights;
        this.again = region.reruns;
        for (Object element : elements) {
            if (!items.containsKey(element)) {
                items.put(element, new BatchItem(element, fresh(keys, element)));
            }
        }
    }

    /**
     * Returns what a map that the original has returned has for an element, null for null; {@link #ABSENT} if it has nothing,
     * or cannot have such a key, as {@code Map.of} cannot have null. Throws what the map throws else.
     */
    public static @Nullable Object answer(Map<?, ?> answers, @Nullable Object element) {
        try {
            Object value = answers.get(element);
            return value != null || answers.containsKey(element) ? value : ABSENT;
        } catch (ClassCastException refused) {
            return ABSENT;
        } catch (NullPointerException refused) {
            if (element != null) {
                throw refused;
            }
            return ABSENT;
        }
    }

    /** Makes the key of an element. Implementations are confined to one thread. */
    @FunctionalInterface
    public interface Keys {
        /** Returns an entry to look the element up with. May throw whatever the element's own code does. */
        Entry fresh(@Nullable Object element) throws Throwable;
    }

    /** Says what loads one key again in the background, null for nothing; left out, what the region knows. Returns this. */
    public Batch renewedBy(Rerun.@Nullable Source source) {
        again = source;
        return this;
    }

    /**
     * Looks for all keys.
     *
     * @return false if the call goes through without Memo
     * @throws Throwable what the leader of a load that this call has waited for got from the original, the same object, or
     *     what is kept of an earlier one; or the end of the thread's {@link Scope}
     */
    public boolean begin() throws Throwable {
        Scope scope = Scopes.active == 0 ? null : Scopes.current();
        if (scope != null) {
            return scope.begin(this);
        }
        open();
        return true;
    }

    /** Returns whether the original has to run for {@link #missing}. */
    public boolean loads() {
        return !toLoad.isEmpty();
    }

    /** Returns the elements that the original has to run for, in the order in which they were asked for. */
    public List<@Nullable Object> missing() {
        List<@Nullable Object> missing = new ArrayList<>(toLoad.size());
        toLoad.forEach(item -> missing.add(item.element));
        return missing;
    }

    /** Returns whether the original runs, or has to, for all that was asked for. */
    public boolean loadsAll() {
        return toLoad.size() == items.size();
    }

    /**
     * Takes what the original has returned.
     *
     * @param values of the missing elements, in their order; {@link #ABSENT} for those that it knows nothing of
     */
    public void loaded(List<?> values) {
        for (int i = 0; i < toLoad.size(); i++) {
            Object value = values.get(i);
            toLoad.get(i).land(value);
        }
        toLoad.clear();
    }

    /** Takes what the original has thrown, which all who wait for its loads get. */
    public void failed(Throwable failure) {
        toLoad.forEach(item -> item.fail(failure));
    }

    /** Returns whether there is an older value of each element whose load has failed; if so, these are the values now. */
    public boolean recovers() {
        for (BatchItem item : toLoad) {
            Object older = item.flight == null ? null : item.flight.get();
            if (older == null) {
                return false;
            }
            item.value = older;
        }
        toLoad.clear();
        return true;
    }

    /** Takes note that nobody can tell what the original has answered: nothing is kept, and those who wait look again. */
    public void unanswered(Throwable cause) {
        toLoad.forEach(BatchItem::cancel);
        awaited.clear();
        String what = ": what the original has for each key cannot be told, so nothing is kept";
        region.tier.trouble.reportAs(region.settings.name() + what, cause);
    }

    /** Goes on after a load, as {@link #begin} began: waits for the loads of others. Throws as that does. */
    public void goOn() throws Throwable {
        try {
            lookForAll();
            askStore();
            while (!awaited.isEmpty() && (toLoad.isEmpty() || awaited.getFirst().hasLanded())) {
                await(awaited.removeFirst());
                lookForAll();
                askStore();
            }
            takeOff();
        } catch (Throwable failure) {
            toLoad.forEach(BatchItem::cancel);
            toLoad.clear();
            throw failure;
        }
    }

    /** Ends the call, whatever has become of it: who waits for a load that has not landed looks again. */
    public void end() {
        toLoad.forEach(BatchItem::cancel);
        if (resting != null) {
            resting.decrementAndGet();
            resting = null;
        }
    }

    /** Returns an element's value; {@link #ABSENT} if there is none: the original knows nothing of it. */
    public @Nullable Object value(@Nullable Object element) {
        BatchItem item = items.get(element);
        return item == null ? ABSENT : item.given();
    }

    /** Returns the distinct elements, in the order in which they were asked for. */
    public Collection<@Nullable Object> elements() {
        return items.keySet();
    }

    Region region() {
        return region;
    }

    /** Looks for all keys, as {@link #begin}, without regard to the thread's scope. */
    public void open() throws Throwable {
        region.orphans.drain();
        toLook.addAll(items.values());
        goOn();
    }

    /** Returns whether some value came from a load that the call has waited for. */
    boolean hasWaited() {
        return patience != null;
    }

    /** Notes that a scope rests until {@link #end}. */
    void rests(AtomicInteger depth) {
        resting = depth;
    }

    /** Drops what is kept under the keys; returns whether there was anything. */
    boolean invalidate() {
        return forEach(region::invalidate);
    }

    /** Makes stale what is kept under the keys, or drops it; returns whether there was anything. */
    boolean outdate() {
        return forEach(region.outdating::outdate);
    }

    private boolean forEach(Predicate<Entry> change) {
        boolean changed = false;
        for (BatchItem item : items.values()) {
            changed |= item.fresh != null && change.test(item.fresh);
        }
        return changed;
    }

    /** Takes what is kept under the keys, without a trace; returns whether there is something under each. */
    boolean peek() {
        boolean all = !region.hidden();
        for (BatchItem item : items.values()) {
            Live live = !all || item.fresh == null ? null : region.reads.live(item.fresh);
            item.value = live == null ? null : region.values.open(live.stored());
            if (live != null) {
                Nests.given(region, live.entry(), live.stored());
            }
            all = item.value != null;
        }
        return all;
    }

    private @Nullable Entry fresh(Keys keys, @Nullable Object element) {
        try {
            return keys.fresh(element);
        } catch (Throwable cause) { // of the element's own code, or it is null where there is no null
            if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
                throw error;
            }
            region.tier.trouble.report(region.settings.name(), cause);
            return null;
        }
    }

    private void lookForAll() throws Throwable {
        for (BatchItem item : toLook) {
            look(item);
        }
        toLook.clear();
    }

    /** Takes from the store what it has of what is to be loaded. */
    private void askStore() {
        if (region.store != null && !toLoad.isEmpty()) {
            List<Flight> mine = new ArrayList<>();
            toLoad.forEach(item -> item.addFlightTo(mine));
            Map<Flight, Object> stored = region.store.serve(mine);
            toLoad.removeIf(item -> item.takes(stored));
        }
    }

    private void look(BatchItem item) throws Throwable {
        Object found = item.fresh == null ? flights.inert() : find(item.fresh);
        if (found instanceof Flight flight) {
            item.flight = flight;
            if (flight.isLedHere()) {
                toLoad.add(item);
            } else {
                awaited.add(item);
            }
        } else {
            take(item, found);
        }
    }

    private @Nullable Object find(Entry fresh) throws Throwable {
        Nests.reads(region, fresh);
        Pending pending = Scopes.active == 0 ? null : region.tier.transactions.pending();
        if (pending != null) {
            return pending.answer(region, fresh);
        }
        if (flights.governor.bypasses()) {
            return null;
        }
        Object found;
        try {
            StackHeadroom.toLand();
            found = flights.findOrOpen(new Call(fresh, again), patience != null && patience.isLost());
        } catch (Throwable cause) { // of the key's own equals, or the JVM's
            return region.bypass(cause);
        }
        if (found instanceof Thrown thrown) { // who asks for several keys gets no others then
            throw thrown.failure();
        }
        return found == Renewals.RUN ? null : found;
    }

    /** Takes a value; where there is none, the original runs for it, and nothing is kept. */
    private void take(BatchItem item, @Nullable Object value) {
        item.flight = null;
        item.value = value;
        if (value == null) {
            toLoad.add(item);
        }
    }

    private void await(BatchItem item) throws Throwable {
        Flight flight = item.flight();
        Patience mine = patience == null ? flights.waits.patience() : patience;
        patience = mine;
        Object found = flights.waits.await(flight, mine);
        if (found != Waits.AGAIN) {
            take(item, found);
            if (found == null) { // who cannot wait for one waits for none
                awaited.forEach(each -> take(each, flights.inert()));
                awaited.clear();
            }
        } else if (flight.absent) {
            region.counters.misses.increment();
        } else {
            toLook.add(item);
            if (mine.isLost()) {
                toLook.addAll(awaited);
                awaited.clear();
            }
        }
    }

    private void takeOff() {
        int together = (int) toLoad.stream().filter(item -> item.flight != null).count();
        Nest shared = null;
        for (BatchItem item : toLoad) {
            if (item.flight != null) {
                item.flight.keys = together;
                item.flight.nest = shared;
                item.flight = (Flight) flights.lead(item.flight);
                shared = item.flight == null ? null : item.flight.nest;
            }
        }
    }
}
