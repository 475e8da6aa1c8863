// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Memo;
import java.nio.file.Path;
import java.util.Map;

/** A JVM of {@link CacheDurabilityTest}: puts values until it is killed, and says each one that was acknowledged. Stateless. */
final class CacheWorker {
    static final CacheSettings<Integer, String> SETTINGS =
            CacheSettings.<Integer, String>of().store("disk", String.class);

    private CacheWorker() {}

    /** Argument: the file. */
    public static void main(String[] arguments) {
        DiskSettings disk = DiskSettings.at(Path.of(arguments[0])).writeThrough();
        Cache<Integer, String> cache =
                Memo.builder().store("disk", disk).build().cache("texts", SETTINGS);
        for (int i = 0; i < 1_000_000; i += 4) {
            cache.put(i, value(i));
            System.out.println("ack " + i);
            cache.putAll(Map.of(i + 1, value(i + 1), i + 2, value(i + 2), i + 3, value(i + 3)));
            System.out.println("ack all " + i);
            if (i >= 40 && cache.remove(i - 40)) {
                System.out.println("gone " + (i - 40));
            }
        }
    }

    static String value(int key) {
        return "value " + key;
    }
}
