// SPDX-License-Identifier: Apache-2.0
/** Traces of keys and the scores of policies on them. */
@NullMarked
package dev.memo.bench.traces;

import org.jspecify.annotations.NullMarked;
