// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.annotation.Cached;
import dev.memo.bench.data.Price;

/** What the proxy stands before whose entries are weighed. */
interface UnboundedPrices {
    @Cached(ttl = "10m")
    Price price(long product);
}
