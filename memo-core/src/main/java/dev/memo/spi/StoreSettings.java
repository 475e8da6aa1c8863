// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.Map;

/**
 * What a store is opened with. Immutable.
 *
 * @param location where it is; what that means is the provider's to say, a file's path for one
 * @param limits those of all regions together
 * @param regions those of single regions, by their names; more can be told by {@link Store#limit}
 * @param ticker whose time of day is the store's
 */
public record StoreSettings(String location, StoreLimits limits, Map<String, StoreLimits> regions, Ticker ticker) {
    /** @throws IllegalArgumentException if the location is blank */
    public StoreSettings {
        if (location.isBlank()) {
            throw new IllegalArgumentException("Store: its location must be named, was blank. Pass a file, say.");
        }
        regions = Map.copyOf(regions);
    }

    /** Returns settings without limits, by the JVM's clocks. */
    public static StoreSettings at(String location) {
        return new StoreSettings(location, StoreLimits.NONE, Map.of(), Ticker.system());
    }

    /** Returns settings with these limits for all regions together, otherwise like these. */
    public StoreSettings limits(StoreLimits all) {
        return new StoreSettings(location, all, regions, ticker);
    }

    /** Returns settings with this ticker, otherwise like these. */
    public StoreSettings ticker(Ticker other) {
        return new StoreSettings(location, limits, regions, other);
    }
}
