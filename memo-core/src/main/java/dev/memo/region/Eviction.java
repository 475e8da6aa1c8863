// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.EvictionPolicy;
import java.util.List;

/**
 * Which eviction policies a runtime knows, and which one counts where none is named. Immutable.
 *
 * @param policy the runtime's own, a known name
 * @param seed for choices by chance
 * @param own policies of the user's, beside Memo's
 */
public record Eviction(String policy, long seed, List<EvictionPolicy> own) {
    private static final long SEED = 0x9E3779B97F4A7C15L;

    public Eviction {
        own = List.copyOf(own);
    }

    /** Returns the defaults: {@code adaptive}, and no policies of the user's. */
    public static Eviction defaults() {
        return new Eviction("adaptive", SEED, List.of());
    }
}
