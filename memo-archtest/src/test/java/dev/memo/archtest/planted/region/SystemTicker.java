// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import dev.memo.archtest.planted.spi.Ticker;

/** Planted. */
final class SystemTicker implements Ticker {
    @Override
    public long read() {
        return System.nanoTime();
    }
}
