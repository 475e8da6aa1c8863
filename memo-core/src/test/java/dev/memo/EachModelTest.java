// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calls for one key, many or the same ones again, beside a map of what is remembered and until when. */
class EachModelTest {
    private static final int STEPS = 5_000;
    private static final int KEYS = 12;
    private static final long TTL_SECONDS = 60;

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Shop.Backend backend = new Shop.Backend();
    private final Shop shop = memo.proxy(Shop.class, backend);
    private final Map<Long, Kept> kept = new HashMap<>();
    private final List<Object> asked = new ArrayList<>();
    private long now;

    /** What is remembered of a key. */
    private record Kept(String value, long until) {}

    @Test
    void answersAndLoadsAreThoseOfTheModel() {
        Random random = new Random(Seed.next());
        MemoizedMethodHandle price = memo.method(Shop.class, "price", long.class);
        for (int step = 0; step < STEPS; step++) {
            long id = random.nextInt(KEYS);
            switch (random.nextInt(8)) {
                case 0 -> pass(random.nextInt(20));
                case 1 -> {
                    kept.remove(id);
                    int unused = price.invalidate(id);
                }
                case 2 -> backend.version.incrementAndGet();
                case 3 -> toggle(id);
                case 4 -> assertThat(shop.price(id)).isEqualTo(one(id));
                case 5 -> {
                    List<Long> ids = some(random);
                    assertThat(shop.listed(ids)).isEqualTo(listed(ids));
                }
                default -> {
                    List<Long> ids = some(random);
                    assertThat(new ArrayList<>(shop.prices(ids).entrySet()))
                            .isEqualTo(new ArrayList<>(many(ids).entrySet()));
                }
            }
            assertThat(backend.asked).as("step %s", step).containsExactlyElementsOf(asked);
            backend.asked.clear();
            asked.clear();
        }
    }

    private void pass(int seconds) {
        ticker.advance(Duration.ofSeconds(seconds));
        now += seconds;
    }

    private void toggle(long id) {
        if (!backend.unknown.remove(id)) {
            backend.unknown.add(id);
        }
    }

    private String one(long id) {
        if (!lives(id)) {
            asked.add(List.of(id));
            keep(id);
        }
        return valueOf(id);
    }

    private Map<Long, String> many(List<Long> ids) {
        List<Long> missing = missing(ids);
        if (!missing.isEmpty()) {
            asked.add(missing);
            missing.stream().filter(id -> !backend.unknown.contains(id)).forEach(this::keep);
        }
        Map<Long, String> found = new LinkedHashMap<>();
        ids.stream().filter(this::lives).forEach(id -> found.put(id, valueOf(id)));
        return found;
    }

    private List<String> listed(List<Long> ids) {
        List<Long> missing = missing(ids);
        if (!missing.isEmpty()) {
            asked.add(missing);
        }
        if (missing.stream().noneMatch(backend.unknown::contains)) {
            missing.forEach(this::keep);
            return ids.stream().map(this::valueOf).toList();
        }
        if (missing.size() < ids.size()) { // it cannot be told what is whose: all is asked for, without Memo
            asked.add(ids);
        }
        String version = "v" + backend.version;
        return ids.stream()
                .filter(id -> !backend.unknown.contains(id))
                .map(id -> id + version)
                .toList();
    }

    private List<Long> missing(List<Long> ids) {
        return new LinkedHashSet<>(ids).stream().filter(id -> !lives(id)).toList();
    }

    private boolean lives(long id) {
        Kept value = kept.get(id);
        return value != null && now < value.until();
    }

    private void keep(long id) {
        kept.put(id, new Kept(id + "v" + backend.version, now + TTL_SECONDS));
    }

    private String valueOf(long id) {
        Kept value = kept.get(id);
        return value == null ? "none" : value.value();
    }

    private static List<Long> some(Random random) {
        return random.longs(random.nextInt(8), 0, KEYS).boxed().toList();
    }
}
