// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.region.Freshness;
import dev.memo.region.Stored;
import dev.memo.region.Waiting;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Settings as a constant in woven code. Confined to one thread. */
class MethodSettingsTest {

    @Test
    void settingsAreReadBackFromTheirLine() {
        MethodSettings settings = new MethodSettings(
                "Prices.price",
                5,
                MethodSettings.NEVER,
                Barrier.METHOD,
                Receiver.EQUALS,
                Storage.SHARED,
                7,
                8,
                false,
                "adaptive",
                0.25,
                Governor.BYPASS,
                "net.acme.Key$Inner",
                List.of(0, 2));
        assertThat(settings.encode())
                .isEqualTo(
                        "Prices.price;5;-1;METHOD;EQUALS;SHARED;7;8;false;adaptive;0.25;BYPASS;net.acme.Key$Inner;0,2;;;");
        assertThat(MethodSettings.decode(settings.encode())).isEqualTo(settings);
    }

    @Test
    void waitingIsReadBackToo() {
        Waiting waiting = new Waiting(5, OnTimeout.STALE, OnCycle.FAIL, Long.MAX_VALUE);
        MethodSettings settings = any(new Random(1)).with(waiting);
        assertThat(MethodSettings.decode(settings.encode()).waiting()).isEqualTo(waiting);
    }

    @Test
    void anySettingsAreReadBackFromTheirLine() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            MethodSettings settings = any(random);
            assertThat(MethodSettings.decode(settings.encode()))
                    .as("seed %d", seed)
                    .isEqualTo(settings);
            assertThat(settings.encode()).as("seed %d", seed).doesNotContain("\n", "\r");
        }
    }

    @Test
    void lineOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> MethodSettings.decode("Prices.price;5;")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MethodSettings.decode("n;5;0;NOBODY;AUTO;AUTO;0;0;true;;0.0;DEFAULT;;;;;"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(MethodSettings.decode("n;5;0;KEY;AUTO;AUTO;0;0;true;;0.0;DEFAULT;;;;;")
                        .jitter())
                .isZero();
        assertThatThrownBy(() -> MethodSettings.decode("n;5;0;KEY;AUTO;AUTO;0;0;true;;;"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MethodSettings.decode("n;x;0;KEY;AUTO;AUTO;0;0;true;;0.0;DEFAULT;;;;;"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MethodSettings any(Random random) {
        MethodSettings settings = new MethodSettings(
                Seeds.text(random, "ab;\\\n\r\"'=, \u0000\u2028\ud83d\ude00", 12),
                random.nextLong(),
                random.nextLong(),
                any(random, Barrier.values()),
                any(random, Receiver.values()),
                any(random, Storage.values()),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean(),
                Seeds.text(random, "a-é", 5),
                random.nextDouble(),
                any(random, Governor.values()),
                Seeds.text(random, "a.$é", 5),
                IntStream.range(0, random.nextInt(4)).boxed().toList());
        MethodSettings aging = random.nextBoolean() ? settings : settings.with(freshness(random));
        return random.nextBoolean() ? aging : aging.with(stored(random), Seeds.text(random, "0af", 3));
    }

    private static Stored stored(Random random) {
        return new Stored(
                Seeds.text(random, "a-;", 5),
                Seeds.text(random, "2\\;\n", 5),
                random.nextBoolean(),
                random.nextBoolean() ? List.of() : List.of("", Seeds.text(random, "a;\\.", 5)),
                random.nextBoolean() ? List.of() : List.of(Seeds.text(random, "a;*.", 5), "b"),
                random.nextLong());
    }

    private static Freshness freshness(Random random) {
        return new Freshness(
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextDouble(),
                new Freshness.Patience(random.nextLong(), random.nextLong()),
                new Freshness.Lives(
                        Seeds.text(random, "a.;é", 5),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextBoolean() ? List.of() : List.of(Seeds.text(random, "a;\\.", 5), "b"),
                        random.nextLong()));
    }

    private static <T> T any(Random random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }
}
