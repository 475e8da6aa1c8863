// SPDX-License-Identifier: Apache-2.0
/** Lets Memo remember the outcome of methods that return Reactor's {@code Mono}: nothing to call, it is found on the class path. */
@NullMarked
package dev.memo.reactor;

import org.jspecify.annotations.NullMarked;
