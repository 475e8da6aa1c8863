// SPDX-License-Identifier: Apache-2.0
/**
 * What Jazzer gives bytes to: each target takes them for what a disk may hold, and throws if Memo does with them what it must not.
 */
@NullMarked
package dev.memo.fuzz;

import org.jspecify.annotations.NullMarked;
