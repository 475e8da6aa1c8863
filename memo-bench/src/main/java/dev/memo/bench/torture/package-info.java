// SPDX-License-Identifier: Apache-2.0
/**
 * What goes wrong when many threads call a cached method at once, played through against Memo and its peers: each
 * scenario with each peer in a JVM of its own, under a watchdog.
 */
@NullMarked
package dev.memo.bench.torture;

import org.jspecify.annotations.NullMarked;
