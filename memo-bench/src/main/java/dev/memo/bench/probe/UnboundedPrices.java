// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.bench.data.Price;

/** What the proxy stands before whose entries are weighed. */
interface UnboundedPrices {
    /** A key of the number alone, as that of the peers. */
    @Cached(ttl = "10m", receiver = Receiver.IGNORE)
    Price price(long product);

    /** A key of the number and the object that is called, which no peer has in its keys. */
    @Cached(ttl = "10m", receiver = Receiver.IDENTITY)
    Price priceOfReceiver(long product);
}
