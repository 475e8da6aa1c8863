// SPDX-License-Identifier: Apache-2.0
/** What is looked up, tested. */
@NullMarked
package dev.memo.bench.data;

import org.jspecify.annotations.NullMarked;
