// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong, played once against one peer; it is the original behind that peer's methods, and counts
 * the loads. Each scenario says in its first lines what is right. Thread-safe, but for {@link #open} and {@link #play}.
 */
abstract class Scenario implements Original {
    /** How long those may take who ought to get on at once: long for a computer, even for one that is busy. */
    static final int SOON_SECONDS = 5;

    private static final long WARM_UP = -1;

    private final AtomicInteger loads = new AtomicInteger();
    private volatile @Nullable Peer peer;
    private volatile long began = System.nanoTime();

    /** Makes the peer that is called, and calls it once for a product of no scenario: that is slow, and counts for nothing. */
    final void open(Function<Original, Peer> opening) {
        Peer opened = opening.apply(new Counted());
        opened.price(WARM_UP);
        opened.bounded(WARM_UP);
        opened.changed(WARM_UP);
        peer = opened;
    }

    /** Plays, and says how it went; whoever hangs does so in here. */
    final Outcome play() throws InterruptedException {
        begin();
        try {
            String note = perform();
            return outcome(Verdict.RIGHT, note);
        } catch (WrongException e) {
            return outcome(Verdict.WRONG, String.valueOf(e.getMessage()));
        } catch (LacksException e) {
            return outcome(Verdict.LACKS, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return outcome(Verdict.WRONG, "an exception: " + e);
        } finally {
            release();
        }
    }

    /** Returns how it stands with so many loads and so much time until now. */
    final Outcome outcome(Verdict verdict, String note) {
        return new Outcome(verdict, loads(), (System.nanoTime() - began) / 1e9, note);
    }

    /** Calls the peer; returns normally, with a note or none, if all is right. */
    abstract String perform() throws WrongException, InterruptedException;

    /** Lets go of all that the scenario itself holds, so that no thread stays behind; may be called twice. */
    void release() {}

    @Override
    public CompletableFuture<String> loadLater(long product) {
        return CompletableFuture.completedFuture(load(product));
    }

    /** Asks for many prices once, which is slow the first time; what counts begins after. */
    final void warmUpMany() {
        peer().prices(List.of(WARM_UP));
        begin();
    }

    /** Checks that no more time than {@link #SOON_SECONDS} has gone by. */
    final void mustBeSoon() throws WrongException {
        double seconds = outcome(Verdict.RIGHT, "").seconds();
        WrongException.unless(seconds <= SOON_SECONDS, "it took longer than " + SOON_SECONDS + " s");
    }

    /** The time counts from here. */
    final void begin() {
        began = System.nanoTime();
    }

    final Peer peer() {
        Peer opened = peer;
        if (opened == null) {
            throw new IllegalStateException("open comes before play");
        }
        return opened;
    }

    final int loads() {
        return loads.get();
    }

    /** What a product costs, where nothing else is said. */
    static String priceOf(long product) {
        return "price of " + product;
    }

    /** What many products cost, in a map of the caller's. */
    static Map<Long, String> pricesOf(Collection<Long> products) {
        Map<Long, String> prices = new LinkedHashMap<>();
        products.forEach(product -> prices.put(product, priceOf(product)));
        return prices;
    }

    /** Counts before it loads. Thread-safe. */
    private final class Counted implements Original {
        @Override
        public String load(long product) {
            if (product == WARM_UP) {
                return "";
            }
            loads.incrementAndGet();
            return Scenario.this.load(product);
        }

        @Override
        public Map<Long, String> loadAll(Collection<Long> products) {
            if (products.contains(WARM_UP)) {
                return pricesOf(products);
            }
            loads.incrementAndGet();
            return Scenario.this.loadAll(products);
        }

        @Override
        public CompletableFuture<String> loadLater(long product) {
            loads.incrementAndGet();
            return Scenario.this.loadLater(product);
        }
    }
}
