// SPDX-License-Identifier: Apache-2.0
/** Lets Memo remember what Kotlin's suspend functions end with: nothing to call, it is found on the class path. */
@NullMarked
package dev.memo.kotlin;

import org.jspecify.annotations.NullMarked;
