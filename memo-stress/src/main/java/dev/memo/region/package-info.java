// SPDX-License-Identifier: Apache-2.0
/**
 * Tests by jcstress: what a thread may see of a region that another one changes. In the region's package, to reach
 * it.
 */
@NullMarked
package dev.memo.region;

import org.jspecify.annotations.NullMarked;
