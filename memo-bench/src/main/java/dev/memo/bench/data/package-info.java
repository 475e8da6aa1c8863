// SPDX-License-Identifier: Apache-2.0
/** What the benchmarks look up: keys, values, and the backend that computes them. */
@NullMarked
package dev.memo.bench.data;

import org.jspecify.annotations.NullMarked;
