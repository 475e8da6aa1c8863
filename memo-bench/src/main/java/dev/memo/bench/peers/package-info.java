// SPDX-License-Identifier: Apache-2.0
/** Memo's peers, and Memo, each as a user would write it around the same backend. */
@NullMarked
package dev.memo.bench.peers;

import org.jspecify.annotations.NullMarked;
