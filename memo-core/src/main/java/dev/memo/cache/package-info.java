// SPDX-License-Identifier: Apache-2.0
/** The direct cache and memoized functions, over the same regions as memoized methods. */
@NullMarked
package dev.memo.cache;

import org.jspecify.annotations.NullMarked;
