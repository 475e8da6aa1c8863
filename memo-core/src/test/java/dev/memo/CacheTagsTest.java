// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Storage;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values with tags: all that have one are dropped at once, and none comes back. */
@Timeout(60)
class CacheTagsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final List<String> removed = new ArrayList<>();

    /** Where somebody lives. */
    record User(String name, String country) {}

    private Cache<String, User> users() {
        return memo.cache(
                "users",
                CacheSettings.<String, User>of()
                        .ttl(Duration.ofMinutes(1))
                        .tags((name, user) -> List.of("country:" + user.country(), "name:" + name))
                        .removalListener((name, user, cause) -> removed.add(name + " " + cause)));
    }

    @Test
    void aTagsValuesAreGoneAndOthersStay() {
        Cache<String, User> users = users();
        users.put("ann", new User("ann", "FR"));
        users.put("bob", new User("bob", "DE"));
        memo.invalidateTag("country:FR");
        assertThat(users.get("ann")).isNull();
        assertThat(users.get("bob")).isEqualTo(new User("bob", "DE"));
        memo.invalidateTag("name:bob");
        assertThat(users.get("bob")).isNull();
        assertThat(removed).containsExactly("ann INVALIDATED", "bob INVALIDATED");
        assertThat(users.stats().invalidations()).isEqualTo(2);
        assertThat(users.stats().expirations()).isZero();
    }

    @Test
    void tagsTakeBytesOfTheLimitsAndSharedOnesOfTheFirstKeyOnly() {
        Cache<String, Integer> plain = memo.cache("plain");
        Cache<String, Integer> tagged = memo.cache(
                "tagged", CacheSettings.<String, Integer>of().tags((key, value) -> List.of("all", "of:" + key)));
        plain.put("a", 1);
        tagged.put("a", 1);
        long first = tagged.weight() - plain.weight();
        assertThat(first).isBetween(300L, 600L);
        plain.put("b", 1);
        tagged.put("b", 1);
        assertThat(tagged.weight() - plain.weight() - first).isBetween(150L, first - 150);
        long both = tagged.weight();
        tagged.put("a", 2);
        tagged.put("b", 2);
        assertThat(tagged.weight()).as("written again").isEqualTo(both);
    }

    @Test
    void aWeigherOfTheUsersOwnHasTheLastWordOnTaggedValues() {
        Cache<String, Integer> cache = memo.cache(
                "weighed",
                CacheSettings.<String, Integer>of().weigher((key, value) -> 7).tags((key, value) -> List.of("all")));
        cache.put("a", 1);
        assertThat(cache.weight()).isEqualTo(7);
    }

    @Test
    void noMoreTaggedValuesAreKeptThanTheirTagsLeaveRoomFor() {
        Cache<Integer, Integer> cache = memo.cache(
                "limited",
                CacheSettings.<Integer, Integer>of().maxBytes(100_000).tags((key, value) -> List.of("of:" + key)));
        for (int i = 0; i < 1_000; i++) {
            cache.put(i, i);
        }
        assertThat(cache.weight()).isLessThanOrEqualTo(100_000);
        assertThat(cache.size()).isBetween(150L, 350L);
    }

    @Test
    void whatIsWrittenAfterwardsIsServed() {
        Cache<String, User> users = users();
        memo.invalidateTag("country:FR");
        users.put("ann", new User("ann", "FR"));
        assertThat(users.get("ann")).isNotNull();
        memo.invalidateTag("country:FR");
        memo.invalidateTag("country:FR");
        assertThat(users.get("ann")).isNull();
        users.put("ann", new User("ann", "FR"));
        assertThat(users.get("ann")).isNotNull();
    }

    @Test
    void noReadOfAnyKindSeesAnInvalidatedValue() {
        Cache<String, User> users = users();
        users.put("ann", new User("ann", "FR"));
        memo.invalidateTag("country:FR");
        assertThat(users.contains("ann")).isFalse();
        assertThat(users.liveSize()).isZero();
        assertThat(users.size()).as("it is still there to be removed").isEqualTo(1);
        assertThat(users.peekAll(List.of("ann"))).isEmpty();
        assertThat(users.keys()).isEmpty();
        assertThat(users.asMap()).isEmpty();
        assertThat(users.lookup("ann").isMiss())
                .as("it has not ended, it was dropped")
                .isTrue();
        assertThat(users.add("ann", new User("ann", "DE"))).isTrue();
        assertThat(users.get("ann")).isEqualTo(new User("ann", "DE"));
    }

    @Test
    void cleanUpRemovesThemAll() {
        Cache<String, User> users = users();
        for (int i = 0; i < 500; i++) {
            users.put("u" + i, new User("u" + i, i % 2 == 0 ? "FR" : "DE"));
        }
        memo.invalidateTag("country:FR");
        users.cleanUp();
        assertThat(users.size()).isEqualTo(250);
        assertThat(users.stats().invalidations()).isEqualTo(250);
    }

    @Test
    void loadsSweepThemAwayLittleByLittle() {
        Cache<String, User> users = users();
        for (int i = 0; i < 500; i++) {
            users.put("u" + i, new User("u" + i, "FR"));
        }
        memo.invalidateTag("country:FR");
        for (int i = 0; i < 200; i++) {
            users.get("new" + i, name -> new User(name, "DE"));
        }
        assertThat(users.size()).isEqualTo(200);
    }

    @Test
    void isolatedAndSharedValuesAndNullHaveTagsAlike() {
        Cache<String, int[]> arrays =
                memo.cache("arrays", CacheSettings.<String, int[]>of().tags((key, value) -> List.of("all")));
        arrays.put("a", new int[] {1});
        assertThat(arrays.get("a")).containsExactly(1).isNotSameAs(arrays.get("a"));
        arrays.put("null", null);
        assertThat(arrays.lookup("null").isHit()).isTrue();
        memo.invalidateTag("all");
        assertThat(arrays.get("a")).isNull();
        assertThat(arrays.lookup("null").isHit()).isFalse();
    }

    @Test
    void aValueThatReplacesItselfIsNotClosedThoughItHasTags() {
        AtomicInteger closed = new AtomicInteger();
        AutoCloseable connection = closed::incrementAndGet;
        Cache<String, AutoCloseable> open = memo.cache(
                "open",
                CacheSettings.<String, AutoCloseable>of()
                        .storage(Storage.SHARED)
                        .tags((key, value) -> List.of("all"))
                        .closeValues());
        open.put("a", connection);
        open.put("a", connection);
        assertThat(closed).hasValue(0);
        memo.invalidateTag("all");
        open.cleanUp();
        assertThat(closed).hasValue(1);
    }

    @Test
    void aLoadThatItsTagsInvalidationOvertookIsNotKeptAndNotGivenToWhoCameAfter() throws Exception {
        Cache<String, User> users = users();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<User> overtaken = threads.submit(() -> users.get("ann", name -> {
            loading.countDown();
            await(release);
            return new User(name, "FR");
        }));
        loading.await();
        memo.invalidateTag("country:FR");
        Future<User> after = threads.submit(() -> users.get("ann", name -> new User("new " + name, "FR")));
        release.countDown();
        assertThat(overtaken.get()).isEqualTo(new User("ann", "FR"));
        assertThat(after.get()).isEqualTo(new User("new ann", "FR"));
        assertThat(users.get("ann")).isEqualTo(new User("new ann", "FR"));
        threads.shutdown();
    }

    @Test
    void aFunctionThatThrowsOrGivesNoTextsKeepsTheValueFromBeingKept() {
        Function<String, Integer> broken = memo.memoize(
                "broken",
                CacheSettings.<String, Integer>of().tags((key, value) -> {
                    throw new IllegalStateException("no tags");
                }),
                String::length);
        assertThat(broken.apply("abc")).isEqualTo(3);
        assertThat(memo.caches().get(0).size()).isZero();
        assertThat(memo.stats().rejections()).isEqualTo(1);
        Cache<String, Integer> nulls = memo.cache(
                "nulls", CacheSettings.<String, Integer>of().tags((key, value) -> java.util.Arrays.asList("a", null)));
        assertThatThrownBy(() -> nulls.put("a", 1)).hasMessageContaining("cache \"nulls\": a tag must be a text");
    }

    @Test
    void aBlankTagIsRefused() {
        assertThatThrownBy(() -> memo.invalidateTag(" "))
                .hasMessageContaining("memo.invalidateTag")
                .hasMessageContaining("\" \"");
    }

    @Test
    void aSeededStoryOfWritesAndInvalidationsIsThatOfASimpleMap() {
        long seed = Seed.next();
        Random random = new Random(seed);
        Cache<Integer, String> cache = memo.cache(
                "story",
                CacheSettings.<Integer, String>of()
                        .maxEntries(1000)
                        .tags((key, value) -> List.of("k" + key % 5, "v" + value.length() % 3)));
        Map<Integer, String> model = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            int key = random.nextInt(50);
            String as = "seed " + seed + " step " + step;
            switch (random.nextInt(8)) {
                case 0, 1 -> invalidate(model, key, random.nextBoolean());
                case 2, 3, 4 -> {
                    String value = "x".repeat(random.nextInt(7));
                    cache.put(key, value);
                    model.put(key, value);
                }
                case 5 -> assertThat(cache.remove(key)).as(as).isEqualTo(model.remove(key) != null);
                default -> assertThat(cache.get(key)).as(as).isEqualTo(model.get(key));
            }
        }
        assertThat(new HashMap<>(cache.asMap())).as("seed %d", seed).isEqualTo(model);
        cache.cleanUp();
        assertThat(cache.size()).as("seed %d", seed).isEqualTo(model.size());
    }

    private void invalidate(Map<Integer, String> model, int key, boolean ofKeys) {
        memo.invalidateTag(ofKeys ? "k" + key % 5 : "v" + key % 3);
        if (ofKeys) {
            model.keySet().removeIf(each -> each % 5 == key % 5);
        } else {
            model.values().removeIf(each -> each.length() % 3 == key % 3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
