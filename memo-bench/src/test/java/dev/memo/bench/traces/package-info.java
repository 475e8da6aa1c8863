// SPDX-License-Identifier: Apache-2.0
/** What is said of the scores, tested. */
@NullMarked
package dev.memo.bench.traces;

import org.jspecify.annotations.NullMarked;
