// SPDX-License-Identifier: Apache-2.0
/** Find or load, the heart: the table of entries, the barrier, lifetimes, limits and counters. */
@NullMarked
package dev.memo.region;

import org.jspecify.annotations.NullMarked;
