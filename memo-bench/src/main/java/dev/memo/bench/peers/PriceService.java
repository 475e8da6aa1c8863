// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.annotation.Cached;
import dev.memo.bench.data.Price;

/** What a proxy of Memo stands before. */
public interface PriceService {
    /** Returns a product's price. */
    @Cached(ttl = "10m", maxEntries = Limits.ENTRIES)
    Price price(long product);
}
