// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.spi;

/** Planted. */
public interface Ticker {
    /** Nanoseconds. */
    long read();
}
