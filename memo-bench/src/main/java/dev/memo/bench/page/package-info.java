// SPDX-License-Identifier: Apache-2.0
/** Targets, and the page and picture that show what was measured beside them. */
@NullMarked
package dev.memo.bench.page;

import org.jspecify.annotations.NullMarked;
