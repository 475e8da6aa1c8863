// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * What code of others does for a region when an entry comes and goes. Immutable.
 *
 * @param keeper makes keys that may be kept
 * @param hook hears of what leaves, or null
 * @param appraiser says what values weigh and how long they live, null for Memo's own reckoning
 * @param failures makes the exceptions that waits end with
 * @param lock a lock of the user's to be held by each load, or null
 * @param async turns what the original returns into a stage, null where it returns the value itself
 * @param reruns run originals again, null where nothing is loaded in the background, or callers say how
 * @param tagger says which tags values have, null for none
 * @param store where values go second, null for nowhere
 */
public record Keeping(
        KeyKeeper keeper,
        @Nullable RemovalHook hook,
        @Nullable Appraiser appraiser,
        WaitFailures failures,
        @Nullable Lock lock,
        @Nullable AsyncAdapter async,
        Rerun.@Nullable Source reruns,
        @Nullable Tagger tagger,
        @Nullable RegionStore store) {

    /**
     * Of an original that returns the value itself, without tags, is not run again, needs no lock, and throws Memo's own
     * exceptions.
     */
    public Keeping(KeyKeeper keeper, @Nullable RemovalHook hook, @Nullable Appraiser appraiser) {
        this(keeper, hook, appraiser, WaitFailures.OWN, null, null, null, null, null);
    }
}
