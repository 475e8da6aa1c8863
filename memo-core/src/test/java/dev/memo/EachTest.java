// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Methods that take many keys at once, remembered key by key; one thread. */
class EachTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Shop.Backend backend = new Shop.Backend();
    private final Shop shop = memo.proxy(Shop.class, backend);

    @Test
    void onlyWhatIsMissingIsAskedForOnce() {
        assertThat(shop.prices(List.of(1L, 2L))).containsExactly(Map.entry(1L, "1v1"), Map.entry(2L, "2v1"));
        assertThat(shop.prices(List.of(3L, 2L, 4L)))
                .containsExactly(Map.entry(3L, "3v1"), Map.entry(2L, "2v1"), Map.entry(4L, "4v1"));
        assertThat(shop.prices(List.of(4L, 1L))).containsExactly(Map.entry(4L, "4v1"), Map.entry(1L, "1v1"));
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
    }

    @Test
    void oneKeyAndManyShareTheirResults() {
        assertThat(shop.price(1)).isEqualTo("1v1");
        assertThat(shop.prices(List.of(1L, 2L))).containsEntry(1L, "1v1");
        assertThat(shop.price(2)).isEqualTo("2v1");
        assertThat(shop.listed(List.of(2L, 3L, 1L))).containsExactly("2v1", "3v1", "1v1");
        assertThat(backend.asked).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void keysThatAreAskedForTwiceAreLoadedOnceAndAnsweredTwice() {
        assertThat(shop.listed(List.of(1L, 2L, 1L))).containsExactly("1v1", "2v1", "1v1");
        assertThat(shop.prices(List.of(5L, 5L))).containsExactly(Map.entry(5L, "5v1"));
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(5L));
    }

    @Test
    void nothingIsAskedForWhereNothingIsWanted() {
        assertThat(shop.prices(List.of())).isEmpty();
        assertThat(shop.listed(List.of())).isEmpty();
        assertThat(backend.asked).isEmpty();
    }

    @Test
    void keysThatTheAnswerLacksAreLeftOutAndAskedForAgain() {
        backend.unknown.add(2L);
        assertThat(shop.prices(List.of(1L, 2L))).containsOnlyKeys(1L);
        backend.unknown.clear();
        assertThat(shop.prices(List.of(1L, 2L))).containsOnlyKeys(1L, 2L);
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(2L));
        assertThat(shop.prices(List.of(-1L)))
                .as("what was not asked for is not kept")
                .containsOnlyKeys(-1L);
        assertThat(backend.asked).hasSize(3);
    }

    @Test
    void nullIsAValueWithALifeOfItsOwn() {
        backend.unknown.add("b");
        Set<String> both = new LinkedHashSet<>(List.of("a", "b"));
        assertThat(shop.names(both, "en")).containsEntry("a", "aen1").containsEntry("b", null);
        assertThat(shop.names(both, "en")).containsEntry("b", null);
        assertThat(backend.asked).hasSize(1);
        ticker.advance(Duration.ofSeconds(10));
        assertThat(shop.names(both, "en")).hasSize(2);
        assertThat(backend.asked).containsExactly(List.of("a", "b"), List.of("b"));
    }

    @Test
    void otherParametersArePartsOfEachKey() {
        assertThat(shop.names(Set.of("a"), "en")).containsEntry("a", "aen1");
        assertThat(shop.names(Set.of("a"), "fr")).containsEntry("a", "afr1");
        assertThat(shop.names(Set.of("a"), "en")).containsEntry("a", "aen1");
        assertThat(backend.asked).hasSize(2);
    }

    @Test
    void nullKeysAreKeysWhereTheyCanBe() {
        Collection<@Nullable Long> withNull = Arrays.asList(1L, null);
        backend.unknown.add("none");
        assertThatThrownBy(() -> prices(withNull)).as("the original's own").isInstanceOf(NullPointerException.class);
        assertThat(shop.prices(List.of(1L))).containsOnlyKeys(1L);
    }

    @Test
    void whatTheOriginalThrowsReachesTheCallerAndNothingIsKept() {
        shop.price(1);
        IllegalStateException failure = new IllegalStateException("backend");
        backend.failure = failure;
        assertThatThrownBy(() -> shop.prices(List.of(1L, 2L))).isSameAs(failure);
        backend.failure = null;
        assertThat(shop.prices(List.of(1L, 2L))).hasSize(2);
        assertThat(backend.asked).containsExactly(List.of(1L), List.of(2L), List.of(2L));
    }

    @Test
    void listsOfAnotherSizeGoThroughAndNothingIsKept() {
        shop.price(1);
        backend.unknown.add(3L);
        assertThat(shop.listed(List.of(1L, 2L, 3L))).as("as without Memo").containsExactly("1v1", "2v1");
        assertThat(backend.asked).containsExactly(List.of(1L), List.of(2L, 3L), List.of(1L, 2L, 3L));
        assertThat(shop.listed(List.of(2L, 3L))).containsExactly("2v1");
        assertThat(backend.asked).hasSize(4);
    }

    @Test
    void callersMayChangeWhatTheyGet() {
        shop.words(List.of(1, 2)).values().forEach(words -> words.add("mine"));
        Map<Integer, List<String>> again = shop.words(List.of(1, 2));
        assertThat(again).containsEntry(1, List.of("w1"));
        again.remove(1);
        again.values().forEach(List::clear);
        assertThat(shop.words(List.of(1, 2))).containsEntry(1, List.of("w1")).containsEntry(2, List.of("w2"));
        assertThat(backend.asked).hasSize(1);
    }

    @Test
    void eachValueHasALifeOfItsOwn() {
        shop.offers(List.of(1, 2, 3));
        ticker.advance(Duration.ofMinutes(2));
        assertThat(shop.offers(List.of(1, 2, 3))).hasSize(3);
        assertThat(backend.asked).containsExactly(List.of(1, 2, 3), List.of(1, 2));
    }

    @Test
    void staleValuesServeWhereTheBackendFails() {
        shop.stocks(List.of(1, 2));
        ticker.advance(Duration.ofMinutes(1));
        backend.failure = new IllegalStateException("backend");
        assertThat(shop.stocks(List.of(1, 2))).containsEntry(1, "1v1").containsEntry(2, "2v1");
        assertThatThrownBy(() -> shop.stocks(List.of(3))).isSameAs(backend.failure);
        backend.failure = null;
        backend.version.set(2);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(shop.stocks(List.of(1))).containsEntry(1, "1v2");
    }

    @Test
    void theMethodForOneKeyRenewsInTheBackground() {
        shop.rates(List.of(1L, 2L));
        backend.version.set(2);
        ticker.advance(Duration.ofSeconds(10));
        assertThat(shop.rates(List.of(1L, 3L))).containsEntry(1L, "1v1").containsEntry(3L, "3v2");
        assertThat(Eventually.holds(() -> shop.rate(1).equals("1v2"))).isTrue();
        assertThat(backend.asked).containsExactlyInAnyOrder(List.of(1L, 2L), List.of(3L), List.of(1L));
    }

    @Test
    void tagsAreThoseOfEachKey() {
        shop.names(Set.of("a"), "en");
        shop.names(Set.of("b"), "en");
        shop.names(Set.of("a"), "fr");
        memo.invalidateTag("name:b");
        shop.names(new LinkedHashSet<>(List.of("a", "b")), "en");
        assertThat(backend.asked).hasSize(4).last().isEqualTo(List.of("b"));
        memo.invalidateTag("language:en");
        shop.names(new LinkedHashSet<>(List.of("a", "b")), "en");
        shop.names(Set.of("a"), "fr");
        assertThat(backend.asked).hasSize(5).last().isEqualTo(List.of("a", "b"));
    }

    @Test
    void anInvalidationInMidLoadFencesItsKeyOnly() {
        backend.during = ids -> memo.method(Shop.class, "price", long.class).invalidate(2L);
        assertThat(shop.prices(List.of(1L, 2L))).hasSize(2);
        backend.during = ids -> {};
        shop.prices(List.of(1L, 2L));
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(2L));
    }

    @Test
    void eachKeyIsCountedOnceAndHasItsShareOfTheTime() {
        backend.during = ids -> ticker.advance(Duration.ofMillis(30));
        shop.prices(List.of(1L, 2L, 3L));
        shop.prices(List.of(1L, 2L, 3L, 3L));
        Stats stats = memo.method(Shop.class, "price", long.class).stats();
        assertThat(stats.misses()).isEqualTo(3);
        assertThat(stats.loads()).isEqualTo(3);
        assertThat(stats.hits()).isEqualTo(3);
        assertThat(stats.loadNanos()).isEqualTo(Duration.ofMillis(30).toNanos());
    }

    @Test
    void theOriginalMayAskForTheKeysOneByOne() {
        backend.during = ids -> {
            backend.during = other -> {};
            ids.forEach(id -> shop.price((Long) id));
        };
        assertThat(shop.prices(List.of(1L, 2L))).hasSize(2);
        assertThat(shop.prices(List.of(1L, 2L))).hasSize(2);
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(1L), List.of(2L));
    }

    @SuppressWarnings({"NullAway", "unchecked", "rawtypes"}) // a key that may not be
    private void prices(Collection<@Nullable Long> ids) {
        assertThat(shop.prices((Collection) ids)).isNotNull();
    }
}
