// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.nio.ByteBuffer;

/** Keys and values of tests, by numbers. Stateless. */
final class Keys {
    private Keys() {}

    static StoreKey key(int number) {
        return key("region", number);
    }

    static StoreKey key(String region, int number) {
        return new StoreKey(region, bytes(number * 0x9E3779B97F4A7C15L), bytes(number));
    }

    static StoreValue value(long number) {
        return StoreValue.of(bytes(number), 0);
    }

    static long number(StoreValue value) {
        return ByteBuffer.wrap(value.bytes()).getLong();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }
}
