// SPDX-License-Identifier: Apache-2.0
/** Peers are tested before they are measured. */
@NullMarked
package dev.memo.bench.peers;

import org.jspecify.annotations.NullMarked;
