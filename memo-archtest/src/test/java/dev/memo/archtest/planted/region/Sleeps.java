// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

/** Planted. */
final class Sleeps {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
