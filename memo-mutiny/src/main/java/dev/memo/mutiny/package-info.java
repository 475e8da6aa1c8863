// SPDX-License-Identifier: Apache-2.0
/** Lets Memo remember the outcome of methods that return Mutiny's {@code Uni}: nothing to call, it is found on the class path. */
@NullMarked
package dev.memo.mutiny;

import org.jspecify.annotations.NullMarked;
