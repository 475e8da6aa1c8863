// SPDX-License-Identifier: Apache-2.0
/** Whether Memo has become slower since results that were saved. */
@NullMarked
package dev.memo.bench.compare;

import org.jspecify.annotations.NullMarked;
