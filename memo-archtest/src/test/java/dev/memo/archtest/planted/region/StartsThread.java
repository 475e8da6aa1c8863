// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

/** Planted. */
final class StartsThread {
    void start() {
        new Thread(() -> {}).start();
    }
}
