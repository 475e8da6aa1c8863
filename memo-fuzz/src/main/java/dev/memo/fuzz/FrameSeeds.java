// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.codec.AllowList;
import dev.memo.codec.AllowPattern;
import dev.memo.codec.StoreCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FrameTarget} begins with: frames and payloads that Memo writes, of values of several kinds, plain, compressed and
 * sealed, in all formats, and some with a class that must not be read. The same each time. Stateless.
 */
final class FrameSeeds {
    private static final int FORMAT_AT = 4;
    private static final Frames PLAIN = frames(FrameOptions.PLAIN);
    private static final Frames PACKED = frames(FrameTarget.PACKED);
    private static final Frames SEALED = frames(FrameTarget.SEALED);

    private FrameSeeds() {}

    /** Writes what no list admits. */
    private static Frames frames(FrameOptions options) {
        ClassLoader loader = FrameSeeds.class.getClassLoader();
        AllowList all = new AllowList(loader, Object.class, List.of(new AllowPattern("dev.memo.fuzz.*")));
        return new Frames(FrameTarget.STAMP, new StoreCodec(loader, all), options);
    }

    static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        byte[] item = plain(Item.sample());
        for (int kind = 0; kind < 2; kind++) {
            seeds.add(Bytes.behind(kind, item));
            seeds.add(Bytes.behind(2 * kind, sealed(Item.sample())));
        }
        for (int format = 0; format < 4; format++) {
            byte[] other = item.clone();
            other[FORMAT_AT] = (byte) format;
            seeds.add(Bytes.behind(1, other));
        }
        seeds.add(Bytes.behind(1, plain(null)));
        seeds.add(Bytes.behind(2, sealed(null)));
        seeds.add(Bytes.behind(3, FrameTarget.payload(item)));
        seeds.add(Bytes.behind(6, FrameTarget.payload(item)));
        addValues(seeds);
        addPacked(seeds);
        addTraps(seeds);
        return seeds;
    }

    private static void addValues(List<byte[]> seeds) {
        Map<Object, Object> map = new HashMap<>(Map.of("a", List.of(1, 2L, "x"), 7, new int[] {1, 2, 3}));
        Object[] values = {map, new Object[] {new String[] {"a"}, new long[] {1}}, "the same again ".repeat(9), 4.5};
        for (Object value : values) {
            seeds.add(Bytes.behind(4, FrameTarget.payload(plain(value))));
            seeds.add(Bytes.behind(4, PACKED.write(value, FrameTarget.KEY)));
        }
    }

    /** Flags and lengths come with the payload, which may be compressed. */
    private static void addPacked(List<byte[]> seeds) {
        Item longer = new Item("x".repeat(200), 1, List.of(Item.sample(), Item.sample()));
        for (Frames frames : List.of(PLAIN, PACKED)) {
            seeds.add(Bytes.behind(5, Bytes.unfitted(frames.write(longer, FrameTarget.KEY))));
        }
    }

    private static void addTraps(List<byte[]> seeds) {
        Trap trap = Trap.unsprung();
        seeds.add(Bytes.behind(3, FrameTarget.payload(plain(trap))));
        seeds.add(Bytes.behind(3, FrameTarget.payload(plain(new Item("holder", 1, holding(trap))))));
        seeds.add(Bytes.behind(4, FrameTarget.payload(plain(List.of(trap)))));
        seeds.add(Bytes.behind(6, FrameTarget.payload(plain(trap))));
        Trap.disarm(); // the codec reads back what it writes first
    }

    /** As no application could declare it. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // that is the point
    private static List<Item> holding(Trap trap) {
        return (List) List.of(trap);
    }

    static byte[] plain(@Nullable Object value) {
        return PLAIN.write(value, FrameTarget.KEY);
    }

    static byte[] sealed(@Nullable Object value) {
        return Bytes.sealedAnew(SEALED.write(value, FrameTarget.KEY), FrameTarget.SECRET, FrameTarget.KEY);
    }
}
