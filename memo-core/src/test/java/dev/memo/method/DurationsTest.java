// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as text. Confined to one thread. */
class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, 250000000",
        "10m, 600000000000",
        "1h30m, 5400000000000",
        "2d, 172800000000000",
        "15s, 15000000000",
        "100us, 100000",
        "5ns, 5",
        "1d2h3m4s5ms6us7ns, 93784005006007",
        "PT10M, 600000000000",
        "pt0.5s, 500000000",
        "P1DT1H, 90000000000000",
        "+PT1S, 1000000000",
        "' 10m ', 600000000000",
        "0h5s, 5000000000",
        "106751d, 9223286400000000000",
        "9223372036854775807ns, 9223372036854775807"
    })
    void durationIsReadToTheNanosecond(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(nanos);
        assertThat(Durations.parseOrNever(text)).isEqualTo(nanos);
    }

    @Test
    void neverHasNoEndWhereItIsAllowed() {
        assertThat(Durations.parseOrNever("never")).isEqualTo(Durations.NEVER);
        assertThatThrownBy(() -> Durations.parse("never"))
                .hasMessage("the value must be a duration, was \"never\". "
                        + "Write it like \"250ms\", \"10m\", \"1h30m\" or \"PT10M\".");
    }

    @Tag("parity-24")
    @ParameterizedTest
    @ValueSource(strings = {"0s", "0", "-5m", "PT0S", "PT-1S", "-PT1H", "0h0m", "-1h30m"})
    void durationThatIsNotPositiveIsRefused(String text) {
        String expected = text.equals("0")
                ? "the value has no unit, was \"0\". Write \"0s\" for seconds, \"0ms\" for milliseconds."
                : "the value must be positive, was \"" + text
                        + "\". Leave it out to use the default, or write \"never\".";
        assertThatThrownBy(() -> Durations.parseOrNever(text))
                .isInstanceOf(ValueException.class)
                .hasMessage(expected);
    }

    @Tag("parity-24")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "10 m",
                "1.5h",
                "10M",
                "10minutes",
                "30m1h",
                "1m1m",
                "m",
                "1h30",
                "PT",
                "P",
                "Px",
                "--5m",
                "٣s",
                "1h-5m",
                "1_000s"
            })
    void textThatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parseOrNever(text))
                .isInstanceOf(ValueException.class)
                .hasMessage("the value must be a duration, was \"" + text
                        + "\". Write it like \"250ms\", \"10m\", \"1h30m\", \"PT10M\" or \"never\".");
    }

    @Test
    void numberWithoutUnitIsRefusedWithWhatItMayMean() {
        assertThatThrownBy(() -> Durations.parse("10"))
                .hasMessage("the value has no unit, was \"10\". "
                        + "Write \"10s\" for seconds, \"10ms\" for milliseconds.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"106752d", "9223372036854775808ns", "99999999999999999999d", "P200000D", "106751d24h"})
    void durationThatNoLongHoldsIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("the value is too long, was \"" + text + "\". The longest is \"106751d\", 292 years.");
    }

    @Test
    void complaintGoesAfterTheNameOfASetting() {
        assertThatThrownBy(() -> Durations.parse("-1s")).isInstanceOfSatisfying(ValueException.class, e -> {
            assertThat(e.complaint()).isEqualTo("must be positive, was \"-1s\"");
            assertThat(e.remedy()).isEqualTo("Leave it out to use the default.");
        });
    }

    @Test
    void isoTextOfAnyDurationIsReadBack() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Duration duration = Duration.ofNanos(1 + (random.nextLong() >>> (1 + random.nextInt(62))));
            assertThat(Durations.parse(duration.toString())).as("seed %d", seed).isEqualTo(duration.toNanos());
        }
    }

    @Test
    void anyTextIsReadOrRefusedWithTheText() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = Seeds.text(random, "0123456789dhmsunPT.-+ \u0000é", 8);
            try {
                assertThat(Durations.parse(text))
                        .as("seed %d, text %s", seed, text)
                        .isPositive();
            } catch (ValueException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("was \"" + text + "\"");
            }
        }
    }
}
