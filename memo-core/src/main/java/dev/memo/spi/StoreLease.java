// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * The right to load one key among the processes that share a store, or the news that somebody else has it. Immutable.
 *
 * @param key the key
 * @param token greater than that of every earlier lease of this key; positive
 * @param owner who holds it
 * @param endsAtMicros when it ends unless it is renewed, in microseconds since 1970
 * @param granted whether the one who asked holds it
 */
public record StoreLease(StoreKey key, long token, String owner, long endsAtMicros, boolean granted) {}
