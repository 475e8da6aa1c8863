// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import org.jspecify.annotations.Nullable;

/** What reads frames, well or, in tests of the checks, badly. As thread-safe as what it asks. */
@FunctionalInterface
interface FrameReader {
    /** Returns the value in a frame, null for none. */
    @Nullable
    Object read(byte[] frame);
}
