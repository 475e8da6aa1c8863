// SPDX-License-Identifier: Apache-2.0
/** The gate against becoming slower, tested. */
@NullMarked
package dev.memo.bench.compare;

import org.jspecify.annotations.NullMarked;
