// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * What a store holds of one region, ended values that are still there included. Immutable.
 *
 * @param name the region's name
 * @param entries how many values
 * @param bytes their weights together; see {@link StoreRow#weight}
 */
public record StoreRegion(String name, long entries, long bytes) {}
