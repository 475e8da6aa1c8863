// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Two callers ask for ten prices each, five of which are the same, in opposite order and at the same time; the backend
 * answers each question for any number of prices after 100 ms, the first ones not before both callers have begun.
 *
 * <p>Right: both get all their prices, soon, and the backend was asked for none of them twice. Thread-safe.
 */
final class CrossedBatches extends Scenario {
    private static final int MILLIS = 100;

    private final CountDownLatch both = new CountDownLatch(2);
    private final Map<Long, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public String load(long product) {
        throw new AssertionError("nobody asks for one price");
    }

    @Override
    public Map<Long, String> loadAll(Collection<Long> products) {
        products.forEach(product -> asked.merge(product, 1, Integer::sum));
        both.countDown();
        Latches.await(both);
        Latches.work(MILLIS);
        return pricesOf(products);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        List<Long> upwards = LongStream.rangeClosed(1, 10).boxed().toList();
        List<Long> downwards =
                LongStream.rangeClosed(1, 10).mapToObj(i -> 16 - i).toList();
        warmUpMany();
        Caller up = Caller.start(() -> peer().prices(upwards).toString());
        Caller down = Caller.start(() -> peer().prices(downwards).toString());
        mustHaveAll(up, upwards, "who asked upwards");
        mustHaveAll(down, downwards, "who asked downwards");
        mustBeSoon();
        long twice = asked.values().stream().filter(times -> times > 1).count();
        WrongException.unless(twice == 0, "the backend was asked twice for " + twice + " of 15 prices");
        return "";
    }

    private static void mustHaveAll(Caller caller, Collection<Long> products, String who)
            throws WrongException, InterruptedException {
        Reply reply = caller.reply();
        String missing = products.stream()
                .filter(product -> reply.value() == null || !reply.value().contains(product + "=" + priceOf(product)))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        WrongException.unless(missing.isEmpty(), who + " got " + reply + ", which lacks " + missing);
    }

    @Override
    void release() {
        both.countDown();
        both.countDown();
    }
}
