// SPDX-License-Identifier: Apache-2.0
/** Linked methods, called as woven code calls them. */
@NullMarked
package dev.memo.link;

import org.jspecify.annotations.NullMarked;
