// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import org.junit.jupiter.api.Test;

/** What a probe fetches by the names of fields is still called so. */
class MemoRootsTest {
    @Test
    void rootsAreTheRuntimeAndTheRealmsOfItsMethods() throws ReflectiveOperationException {
        Memo memo = Memo.create();
        Doubles doubles = memo.proxy(Doubles.class, number -> number * 2);
        assertThat(doubles.of(4)).isEqualTo(8);

        assertThat(MemoRoots.of(memo)).hasSize(2).startsWith(memo).doesNotContainNull();
    }

    /** What is memoized. */
    interface Doubles {
        @Cached
        long of(long number);
    }
}
