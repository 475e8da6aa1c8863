// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Planted. */
final class SleepsByUnit {
    final Callable<Void> task = () -> {
        TimeUnit.SECONDS.sleep(1);
        throw new IllegalStateException("slept");
    };
}
