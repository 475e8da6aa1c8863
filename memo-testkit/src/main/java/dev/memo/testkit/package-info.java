// SPDX-License-Identifier: Apache-2.0
/** Contracts that every implementation of Memo's vocabulary must pass, and fakes for tests. */
@NullMarked
package dev.memo.testkit;

import org.jspecify.annotations.NullMarked;
