// SPDX-License-Identifier: Apache-2.0
/**
 * What a stored value is wrapped in, so that it is never taken for what it is not: {@link dev.memo.frame.Frames} is the door.
 *
 * <p>A stage of its own between region and codec: it needs codecs and nothing of entries, and stores and snapshots need it
 * alike. No file is read here but that of a key, nothing is written, and no thread is made.
 */
@NullMarked
package dev.memo.frame;

import org.jspecify.annotations.NullMarked;
