// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What code of others does for a region when an entry comes and goes. Immutable.
 *
 * @param keeper makes keys that may be kept
 * @param hook hears of what leaves, or null
 * @param appraiser says what values weigh and how long they live, null for Memo's own reckoning
 */
public record Keeping(
        KeyKeeper keeper,
        @Nullable RemovalHook hook,
        @Nullable Appraiser appraiser) {}
