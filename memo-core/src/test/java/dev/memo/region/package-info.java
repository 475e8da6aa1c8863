// SPDX-License-Identifier: Apache-2.0
/** The heart, tested from within. */
@NullMarked
package dev.memo.region;

import org.jspecify.annotations.NullMarked;
