// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

/** What a product costs: a small value that is shared, as it cannot change. Immutable. */
public record Price(long product, int cents) {}
