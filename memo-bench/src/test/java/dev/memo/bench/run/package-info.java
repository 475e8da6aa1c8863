// SPDX-License-Identifier: Apache-2.0
/** What is kept of the runs, tested. */
@NullMarked
package dev.memo.bench.run;

import org.jspecify.annotations.NullMarked;
