// SPDX-License-Identifier: Apache-2.0
/** Methods that return a {@code Mono}. */
@NullMarked
package dev.memo.reactor;

import org.jspecify.annotations.NullMarked;
