// SPDX-License-Identifier: Apache-2.0
/** The benchmarks that JMH runs: one class for each row of the page. */
@NullMarked
package dev.memo.bench.work;

import org.jspecify.annotations.NullMarked;
