// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.ValueSamples.Account;
import dev.memo.ValueSamples.Basket;
import dev.memo.ValueSamples.Connection;
import dev.memo.ValueSamples.Pair;
import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.region.Eviction;
import dev.memo.spi.Codec;
import dev.memo.spi.Stats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a caller gets is its own, or cannot change. */
class ValuesTest {
    private final Engine engine = new Engine(EngineSettings.defaults());

    @Test
    @Tag("parity-12")
    @Tag("parity-64")
    void aCallerThatChangesItsResultDoesNotChangeWhatIsKept() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> new Basket("apple"), int.class);
        for (int i = 0; i < 5; i++) {
            Basket basket = (Basket) result(method.call(1));
            assertThat(basket).isEqualTo(new Basket("apple"));
            basket.items.add("worm " + i);
        }
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    @Tag("parity-12")
    void everyHitOfAnIsolatedValueIsAnotherCopyOfTheSameClass() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> new ArrayList<>(List.of(new int[] {1})), int.class);
        Object first = result(method.call(1));
        Object second = result(method.call(1));
        assertThat(second).isNotSameAs(first).isNotSameAs(method.call(1)).hasSameClassAs(first);
        assertThat(Contents.text(second)).isEqualTo(Contents.text(first));
    }

    @Test
    @Tag("parity-12")
    void copiesStayApartWhenObjectsAreKeptInPlaceOfBytes() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> new Account("Ann"), int.class);
        Account before = (Account) result(method.call(1));
        for (int i = 0; i < 50_000; i++) {
            Account account = (Account) result(method.call(1));
            assertThat(account.owner).isEqualTo("Ann");
            account.owner = "Bob";
        }
        assertThat(before.owner).isEqualTo("Ann");
        assertThat(method.runs()).isEqualTo(1);
        assertThat(method.stats().codecFailures()).isZero();
    }

    @Test
    @Tag("parity-11")
    void valuesProvenImmutableAreTheSameInstance() throws Throwable {
        List<Object> values = List.of(
                new String("text".toCharArray()),
                new Pair("x", 1),
                UUID.randomUUID(),
                Instant.EPOCH,
                Storage.AUTO,
                List.of("a", 1L),
                Map.of("k", List.of(1)),
                Optional.of("x"),
                123456789L);
        LinkedMethod method = LinkedMethod.of(engine, a -> values.get((int) result(a[0])), int.class);
        for (int i = 0; i < values.size(); i++) {
            method.call(i);
            assertThat(method.call(i)).isSameAs(values.get(i));
        }
    }

    @Test
    @Tag("parity-11")
    void sharedStorageKeepsTheInstanceWhateverItIs() throws Throwable {
        Connection connection = new Connection();
        LinkedMethod method = LinkedMethod.of(engine, Tuned.with().storage(Storage.SHARED), a -> connection, int.class);
        assertThat(method.call(1)).isSameAs(connection);
        assertThat(method.call(1)).isSameAs(connection);
        assertThat(method.runs()).isEqualTo(1);
        assertThat(method.stats().bytes()).isPositive();
    }

    @Test
    void isolatedStorageCopiesEvenWhatCannotChange() throws Throwable {
        Pair pair = new Pair("x", 1);
        LinkedMethod method = LinkedMethod.of(engine, Tuned.with().storage(Storage.ISOLATED), a -> pair, int.class);
        assertThat(method.call(1)).isSameAs(pair);
        assertThat(method.call(1)).isEqualTo(pair).isNotSameAs(pair);
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    @Tag("parity-10")
    void nullIsAValueAndNotAMiss() throws Throwable {
        for (Storage storage : Storage.values()) {
            LinkedMethod method = LinkedMethod.of(engine, Tuned.with().storage(storage), a -> null, int.class);
            assertThat(method.call(1)).isNull();
            assertThat(method.call(1)).isNull();
            assertThat(method.runs()).isEqualTo(1);
            assertThat(method.stats().hits()).isEqualTo(1);
            assertThat(method.stats().entries()).isEqualTo(1);
        }
    }

    @Test
    void nullIsNotKeptWhereTheMethodSaysSo() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine, Tuned.with().withoutNulls(), a -> (int) result(a[0]) > 0 ? a[0] : null, int.class);
        for (int i = 0; i < 3; i++) {
            assertThat(method.call(0)).isNull();
            assertThat(method.call(1)).isEqualTo(1);
        }
        assertThat(method.runs()).isEqualTo(4);
        Stats stats = method.stats();
        assertThat(stats.misses()).isEqualTo(4);
        assertThat(stats.entries()).isEqualTo(1);
        assertThat(stats.codecFailures() + stats.rejections()).isZero();
    }

    @Test
    void anEmptyOptionalIsAValue() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> Optional.empty(), int.class);
        assertThat(method.call(1)).isEqualTo(Optional.empty());
        assertThat(method.call(1)).isEqualTo(Optional.empty());
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    @Tag("parity-9")
    void aValueThatCannotBeEncodedGoesThroughUncachedAndIsCounted() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> new Connection(), int.class);
        Object first = method.call(1);
        assertThat(first).isInstanceOf(Connection.class);
        assertThat(method.call(1)).isInstanceOf(Connection.class).isNotSameAs(first);
        Stats stats = method.stats();
        assertThat(stats.codecFailures()).isEqualTo(2);
        assertThat(stats.loads()).isEqualTo(2);
        assertThat(stats.entries() + stats.bytes() + stats.puts()).isZero();
    }

    /** What is refused again and again is spared further tries; what it is not need not pay for it. */
    @Test
    void aValueIsKeptHoweverManyOfAnotherClassWereRefusedBefore() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine, a -> (int) result(a[0]) < 1_100 ? List.of(new Connection()) : new Basket("x"), int.class);
        for (int key = 0; key < 1_100; key++) {
            method.call(key);
        }
        assertThat(method.stats().codecFailures()).isEqualTo(1_100);
        assertThat(method.call(1_100)).isEqualTo(method.call(1_100));
        assertThat(method.runs()).isEqualTo(1_101);
    }

    @Test
    void aSharedValueIsWeighedHoweverManyOfAnotherClassCouldNotBe() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                lru(100_000),
                Tuned.with().storage(Storage.SHARED),
                a -> (int) result(a[0]) < 1_100 ? List.of(new Connection()) : "x".repeat(10_000),
                int.class);
        for (int key = 0; key < 1_200; key++) {
            method.call(key);
        }
        assertThat(method.stats().entries()).isLessThan(10);
        assertThat(method.stats().bytes()).isBetween(80_000L, 100_000L);
    }

    /** Woven code takes the one for null and the other for a flight, so neither can be kept. */
    @Test
    void theMarksOfTheProtocolGoThroughAsValues() throws Throwable {
        CountDownLatch latch = new CountDownLatch(1);
        for (Storage storage : Storage.values()) {
            for (Object mark : List.of(void.class, latch)) {
                LinkedMethod method = LinkedMethod.of(engine, Tuned.with().storage(storage), a -> mark, int.class);
                assertThat(method.call(1)).isSameAs(mark);
                assertThat(method.call(1)).isSameAs(mark);
                assertThat(method.runs()).isEqualTo(2);
                assertThat(method.stats().codecFailures()).isEqualTo(2);
                assertThat(method.stats().entries()).isZero();
            }
        }
    }

    @Test
    @Tag("parity-15")
    void bytesThatCannotBeReadAreDroppedAndCountedAsAMiss() throws Throwable {
        for (Codec codec : List.of(new ValueSamples.UnreadableCodec(), new ValueSamples.ThrowingCodec(false))) {
            LinkedMethod method = LinkedMethod.of(with(codec), a -> new Basket("x"), int.class);
            for (int i = 0; i < 3; i++) {
                assertThat(method.call(1)).isEqualTo(new Basket("x"));
            }
            Stats stats = method.stats();
            assertThat(method.runs()).isEqualTo(3);
            assertThat(stats.codecFailures()).as(codec.name()).isEqualTo(2);
            assertThat(stats.hits()).isZero();
            assertThat(stats.misses()).isEqualTo(3);
            assertThat(stats.bypasses()).isZero();
        }
    }

    @Test
    void aCodecThatThrowsWhenEncodingDoesNotBreakTheCallAndIsCounted() throws Throwable {
        LinkedMethod method =
                LinkedMethod.of(with(new ValueSamples.ThrowingCodec(true)), a -> new Basket("x"), int.class);
        assertThat(method.call(1)).isEqualTo(new Basket("x"));
        assertThat(method.call(1)).isEqualTo(new Basket("x"));
        assertThat(method.stats().codecFailures()).isEqualTo(2);
        assertThat(method.stats().entries()).isZero();
    }

    private static Engine lru(long maxBytes) {
        Eviction lru = new Eviction("lru", 0, List.of());
        return new Engine(
                EngineSettings.builder().maxBytes(maxBytes).eviction(lru).build());
    }

    private static Engine with(Codec codec) {
        return new Engine(
                EngineSettings.builder().maxBytes(1 << 20).codec(codec).build());
    }

    private static Object result(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }
}
