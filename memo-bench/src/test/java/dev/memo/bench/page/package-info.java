// SPDX-License-Identifier: Apache-2.0
/** What the page says, tested. */
@NullMarked
package dev.memo.bench.page;

import org.jspecify.annotations.NullMarked;
