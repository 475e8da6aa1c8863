// SPDX-License-Identifier: Apache-2.0
/**
 * Files that hold a runtime's results, or the keys of its most used ones: {@link dev.memo.snapshot.SnapshotWriter} makes
 * one, {@link dev.memo.snapshot.SnapshotReader} reads it. What is in the frames, and whose they are, is others' business.
 */
@NullMarked
package dev.memo.snapshot;

import org.jspecify.annotations.NullMarked;
