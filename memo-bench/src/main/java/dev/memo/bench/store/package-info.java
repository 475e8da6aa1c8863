// SPDX-License-Identifier: Apache-2.0
/** The store in a file beside bare SQLite. */
@NullMarked
package dev.memo.bench.store;

import org.jspecify.annotations.NullMarked;
