// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * A value that a store had, as a caller and the heap are to have it. Immutable, but for the value.
 *
 * @param value the caller's
 * @param stored what the heap keeps of it, null if it cannot keep it
 * @param candidate ready to be kept, its life begun when the value was computed; null if it is not to be kept
 * @param loadNanos what computing it took, 0 if that is not known
 * @param stale whether it may be served only while it is computed anew
 */
record StoredResult(
        @Nullable Object value,
        @Nullable Object stored,
        @Nullable Candidate candidate,
        long loadNanos,
        boolean stale) {}
