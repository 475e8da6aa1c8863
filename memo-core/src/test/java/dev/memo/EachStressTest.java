// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads that ask for overlapping sets of keys, and for single ones, in any order. */
@Timeout(120)
class EachStressTest {
    private static final int THREADS = 8;
    private static final int KEYS = 200;
    private static final int ROUNDS = 40;

    private final Shop.Backend backend = new Shop.Backend();
    private final Memo memo = Memo.create();
    private final Shop shop = memo.proxy(Shop.class, backend);

    @Test
    void eachKeyIsLoadedOnceWhileItLives() throws InterruptedException {
        long seed = Seed.next();
        for (int round = 0; round < ROUNDS; round++) {
            long from = (long) round * KEYS;
            List<Object> outcomes = run(seed + round, from);
            assertThat(outcomes).allMatch(outcome -> outcome.equals("right"));
        }
        LongStream.range(0, (long) ROUNDS * KEYS)
                .forEach(id ->
                        assertThat(backend.loads(id)).as("loads of %s", id).isLessThanOrEqualTo(1));
        assertThat(memo.flights()).isEmpty();
    }

    @Test
    void invalidationsAndFailuresLeaveNoLoadOpen() throws InterruptedException {
        long seed = Seed.next();
        Random failing = new Random(seed);
        backend.during = ids -> {
            boolean fails;
            synchronized (failing) {
                fails = failing.nextInt(10) == 0;
            }
            if (fails) {
                throw new IllegalArgumentException("backend");
            }
        };
        MemoizedMethodHandle price = memo.method(Shop.class, "price", long.class);
        List<Object> outcomes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            price.invalidateAll();
            outcomes.addAll(run(seed + round, 0));
        }
        assertThat(outcomes)
                .allMatch(outcome -> outcome.equals("right") || outcome instanceof IllegalArgumentException);
        assertThat(outcomes).contains("right");
        assertThat(memo.flights()).isEmpty();
        backend.during = ids -> {};
        assertThat(shop.prices(LongStream.range(0, KEYS).boxed().toList())).hasSize(KEYS);
    }

    private List<Object> run(long seed, long from) throws InterruptedException {
        return new ArrayList<>(Crowd.platform(THREADS, thread -> {
                    Random random = new Random(seed * THREADS + thread);
                    for (int i = 0; i < 10; i++) {
                        call(random, from);
                    }
                    return "right";
                })
                .outcomes());
    }

    private void call(Random random, long from) {
        List<Long> ids =
                new ArrayList<>(LongStream.range(from, from + KEYS).boxed().toList());
        Collections.shuffle(ids, random);
        List<Long> some = ids.subList(0, 1 + random.nextInt(50));
        switch (random.nextInt(3)) {
            case 0 -> assertThat(shop.price(some.get(0))).isEqualTo(some.get(0) + "v1");
            case 1 ->
                assertThat(shop.listed(some))
                        .isEqualTo(some.stream().map(id -> id + "v1").toList());
            default -> {
                Map<Long, String> prices = shop.prices(some);
                assertThat(new ArrayList<>(prices.keySet())).isEqualTo(some);
                prices.forEach((id, price) -> assertThat(price).isEqualTo(id + "v1"));
            }
        }
    }
}
