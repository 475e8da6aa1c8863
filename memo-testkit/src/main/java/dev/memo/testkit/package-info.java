// SPDX-License-Identifier: Apache-2.0
/** Fakes for the tests of those who use or extend Memo. */
@NullMarked
package dev.memo.testkit;

import org.jspecify.annotations.NullMarked;
