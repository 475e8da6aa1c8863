// SPDX-License-Identifier: Apache-2.0
/** Tests of the torture suite, and the suite against Memo. */
@NullMarked
package dev.memo.bench.torture;

import org.jspecify.annotations.NullMarked;
