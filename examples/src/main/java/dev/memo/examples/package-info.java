// SPDX-License-Identifier: Apache-2.0
/** One-file programs that show one thing each; the build runs them all. */
@NullMarked
package dev.memo.examples;

import org.jspecify.annotations.NullMarked;
