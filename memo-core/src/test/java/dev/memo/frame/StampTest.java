// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands for a stamp in a store is another for each other stamp. Confined to one thread. */
class StampTest {
    private static final Stamp STAMP = new Stamp("kryo", 3, "2", "ab01", 7);

    @Test
    void digestIsAnotherForEachDifference() {
        assertThat(Stream.of(
                                STAMP,
                                new Stamp("json", 3, "2", "ab01", 7),
                                new Stamp("kryo", 4, "2", "ab01", 7),
                                new Stamp("kryo", 3, "3", "ab01", 7),
                                new Stamp("kryo", 3, "2", "ab02", 7),
                                new Stamp("kryo", 3, "2", "ab01", 8),
                                new Stamp("kryo", 3, "2ab", "01", 7),
                                new Stamp("kryo2", 3, "", "ab01", 7))
                        .map(Stamp::digest)
                        .map(HexFormat.of()::formatHex))
                .doesNotHaveDuplicates()
                .allMatch(digits -> digits.length() == 32);
        assertThat(new Stamp("kryo", 3, "2", "ab01", 7).digest()).isEqualTo(STAMP.digest());
    }
}
