// SPDX-License-Identifier: Apache-2.0
/** Runs the benchmarks in rounds and keeps what they measured. */
@NullMarked
package dev.memo.bench.run;

import org.jspecify.annotations.NullMarked;
