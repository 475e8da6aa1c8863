// SPDX-License-Identifier: Apache-2.0
/** Enter by wrapping: generated proxies over interfaces and open classes. */
@NullMarked
package dev.memo.proxy;

import org.jspecify.annotations.NullMarked;
