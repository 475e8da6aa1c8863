// SPDX-License-Identifier: Apache-2.0
/** The benchmarks of the direct cache, one class for each work, with a method for each peer. */
@NullMarked
package dev.memo.bench.direct;

import org.jspecify.annotations.NullMarked;
