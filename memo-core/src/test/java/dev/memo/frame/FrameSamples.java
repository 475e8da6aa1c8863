// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import dev.memo.codec.AllowList;
import dev.memo.codec.AllowPattern;
import dev.memo.codec.StoreCodec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/** Frames for the tests. Stateless. */
final class FrameSamples {
    static final byte[] PLACE = {1, 2, 3};
    static final Stamp STAMP = new Stamp("kryo", 7, "2", "c0de", 42);

    private FrameSamples() {}

    static StoreCodec codec(Type declared, String... allow) {
        ClassLoader loader = FrameSamples.class.getClassLoader();
        List<AllowPattern> patterns = Stream.of(allow).map(AllowPattern::new).toList();
        return new StoreCodec(loader, new AllowList(loader, declared, patterns));
    }

    static Frames frames(Stamp stamp, FrameOptions options) {
        return new Frames(stamp, codec(Object.class, "dev.memo.**"), options);
    }

    static Seal seal(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return new Seal(key);
    }

    /** A value of the application's. */
    record Item(String name, int count, List<Item> parts) {}

    /** An item with two generations of parts. */
    static Item item() {
        Item leaf = new Item("leaf", 1, List.of());
        return new Item("root", -5, List.of(leaf, leaf, new Item("inner", 2, List.of(leaf))));
    }
}
