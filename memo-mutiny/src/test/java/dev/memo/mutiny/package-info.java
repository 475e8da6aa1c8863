// SPDX-License-Identifier: Apache-2.0
/** Methods that return a {@code Uni}. */
@NullMarked
package dev.memo.mutiny;

import org.jspecify.annotations.NullMarked;
