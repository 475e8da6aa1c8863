// SPDX-License-Identifier: Apache-2.0
/** What probes rely on, tested. */
@NullMarked
package dev.memo.bench.probe;

import org.jspecify.annotations.NullMarked;
