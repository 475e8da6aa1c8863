// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

/** Planted. */
final class ReadsClock {
    long read() {
        return System.nanoTime();
    }
}
