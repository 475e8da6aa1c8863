// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Keys, and values that can be made again from their number, so that a wrong one shows. Stateless. */
final class Samples {
    private Samples() {}

    static StoreKey key(String region, long number) {
        byte[] digest = new byte[16];
        new Random(number).nextBytes(digest);
        return new StoreKey(region, digest, ("key " + number).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a value of some hundred bytes that only this number gives. */
    static StoreValue value(long number) {
        Random random = new Random(~number);
        byte[] bytes = new byte[300 + random.nextInt(900)];
        random.nextBytes(bytes);
        return StoreValue.of(bytes, number);
    }

    static boolean isValueOf(long number, StoreValue value) {
        return Arrays.equals(value.bytes(), value(number).bytes()) && value.writtenAtMicros() == number;
    }
}
