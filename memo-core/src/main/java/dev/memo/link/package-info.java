// SPDX-License-Identifier: Apache-2.0
/** Enter by weaving: what a woven call site links to, and the probe made for its argument types. */
@NullMarked
package dev.memo.link;

import org.jspecify.annotations.NullMarked;
