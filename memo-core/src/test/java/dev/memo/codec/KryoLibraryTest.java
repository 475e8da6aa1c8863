// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Kryo comes up without Unsafe and leaves no trace. Confined to one thread. */
class KryoLibraryTest {
    @Test
    void kryoRunsWithoutUnsafeAndThePropertyIsAsBefore() {
        KryoLibrary.start();

        assertThat(KryoLibrary.usesUnsafe()).isFalse();
        assertThat(System.getProperty("kryo.unsafe")).isNull();
    }
}
