// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes as text. Confined to one thread. */
class ByteSizesTest {

    @ParameterizedTest
    @CsvSource({
        "64MB, 67108864",
        "64MiB, 67108864",
        "64m, 67108864",
        "512KB, 524288",
        "512kib, 524288",
        "1 GB, 1073741824",
        "2TB, 2199023255552",
        "100B, 100",
        "1000, 1000",
        "' 1kb ', 1024",
        "9223372036854775807, 9223372036854775807"
    })
    void sizeIsReadToTheByte(String text, long bytes) {
        assertThat(ByteSizes.parse(text)).isEqualTo(bytes);
    }

    @Tag("parity-51")
    @ParameterizedTest
    @ValueSource(strings = {"lots", "", "MB", "1.5MB", "64 mega", "1ib", "0x10", "64MBMB", "--1"})
    void textThatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> ByteSizes.parse(text))
                .isInstanceOf(ValueException.class)
                .hasMessage("the value must be a size, was \"" + text
                        + "\". Write it like \"64MB\", \"512KB\" or \"1GB\".");
    }

    @Tag("parity-51")
    @ParameterizedTest
    @ValueSource(strings = {"0", "0MB", "-1", "-64MB", "-0"})
    void sizeThatIsNotPositiveIsRefused(String text) {
        assertThatThrownBy(() -> ByteSizes.parse(text))
                .hasMessage(
                        "the value must be positive, was \"" + text + "\". Leave it out to have no limit of its own.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8388608TB", "9223372036854775808", "99999999999GB"})
    void sizeThatNoLongHoldsIsRefused(String text) {
        assertThatThrownBy(() -> ByteSizes.parse(text))
                .hasMessage("the value is too large, was \"" + text + "\". The largest is \"8388607TB\".");
    }

    @Test
    void anyTextIsReadOrRefusedWithTheText() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = Seeds.text(random, "0123456789kKmMgGiIbB -", 7);
            try {
                assertThat(ByteSizes.parse(text))
                        .as("seed %d, text %s", seed, text)
                        .isPositive();
            } catch (ValueException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("was \"" + text + "\"");
            }
        }
    }
}
