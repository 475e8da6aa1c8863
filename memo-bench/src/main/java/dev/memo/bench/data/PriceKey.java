// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

/** A key of two parts, as one writes it by hand for a map. Immutable. */
public record PriceKey(long product, String currency) {}
