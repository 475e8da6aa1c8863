// SPDX-License-Identifier: Apache-2.0
/**
 * The store tier: where lookups go second, behind the heap. Opens the store, goes on without it while it cannot be had, and
 * writes to it behind the callers' backs.
 */
@NullMarked
package dev.memo.store;

import org.jspecify.annotations.NullMarked;
