// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import java.util.function.LongSupplier;

/** Planted. */
final class ReadsClockByReference {
    final LongSupplier clock = System::currentTimeMillis;
}
