// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code mru} removes, where uses wait in its log. */
class MruTest {
    private final CacheSettings<String, Integer> weighed =
            CacheSettings.<String, Integer>of().weigher((key, weight) -> weight == null ? 0 : weight);

    @Test
    @Tag("parity-36")
    void aUseThatWaitsInTheLogDoesNotBringAnOverwrittenEntryBack() {
        Cache<String, Integer> cache =
                Memo.builder().policy("mru").maxBytes(8).build().cache("mru", weighed);
        cache.put("a", 2);
        cache.put("b", 3);
        cache.put("c", 3);
        assertThat(cache.get("a")).isEqualTo(2);
        cache.put("a", 1);
        cache.remove("a");

        cache.put("d", 4);

        assertThat(cache.keys()).containsExactlyInAnyOrder("b", "d");
        assertThat(cache.weight()).isEqualTo(7);
    }
}
