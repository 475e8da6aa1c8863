// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Planted. */
final class StartsPool {
    final ExecutorService pool = Executors.newCachedThreadPool();
}
