// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.codec.AllowList;
import dev.memo.codec.StoreCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import dev.memo.frame.Reading;
import dev.memo.frame.Seal;
import dev.memo.frame.Stamp;
import dev.memo.spi.CodecException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as frames, as a checked frame, and as the payload of one: there is a value or a reason, never an exception, and no
 * class off the list is asked for. A sealed frame gives what was sealed, or nothing. Thread-safe.
 */
public final class FrameTarget {
    private static final int KINDS = 5;
    private static final byte[] PLACE = {1, 2, 3};
    private static final Stamp STAMP = new Stamp("kryo", 7, "2", "c0de", 42);
    private static final FrameOptions SEALED = new FrameOptions(new Seal(new byte[32]), 100, 1 << 20, true);
    private static final FrameOptions PACKED = new FrameOptions(null, 0, 1 << 20, true);
    private static final Watching LOADER = new Watching();

    private static final Frames ITEMS = frames(Item.class, FrameOptions.PLAIN);
    private static final Frames ANYTHING = frames(Object.class, PACKED);
    private static final Frames SECRETS = frames(Item.class, SEALED);
    private static final Frames RAW = new Frames(STAMP, new Bytes.AsTheyAre(), FrameOptions.PLAIN);

    static {
        Silence.keep();
    }

    private FrameTarget() {}

    private static Frames frames(Type declared, FrameOptions options) {
        return new Frames(STAMP, new StoreCodec(LOADER, new AllowList(LOADER, declared, List.of())), options);
    }

    /** Takes the first byte for what the others are. Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        switch (Math.floorMod(input[0], KINDS)) {
            case 0 -> {
                requireItem(bytes);
                requireNoSecret(bytes);
            }
            case 1 -> requireItem(Bytes.summed(bytes));
            case 2 -> requireNoSecret(Bytes.summed(bytes));
            case 3 -> requireItem(RAW.write(bytes, PLACE));
            default -> {
                Object unused = read(ANYTHING, RAW.write(bytes, PLACE));
                unused = read(ANYTHING, Bytes.summed(bytes));
            }
        }
        LOADER.requireNoOthers();
    }

    private static @Nullable Object read(Frames frames, byte[] frame) {
        return frames.read(frame, PLACE) instanceof Reading.Value found ? found.value() : null;
    }

    /** What is read is of the declared class, and the same each time. */
    private static void requireItem(byte[] frame) {
        Object value = read(ITEMS, frame);
        if (value != null && !Arrays.equals(written((Item) value), written((Item) read(ITEMS, frame)))) {
            throw new Found("two values of one frame");
        }
    }

    private static byte[] written(@Nullable Item value) {
        try {
            return ITEMS.write(value, PLACE);
        } catch (CodecException e) {
            return new byte[0]; // the bytes are no application's, so neither is the value
        }
    }

    private static void requireNoSecret(byte[] frame) {
        Object value = read(SECRETS, frame);
        if (value != null && !value.equals(Item.sample())) {
            throw new Found("a value that nobody with the key has written: " + value);
        }
    }

    /** Returns what to begin with: frames of all kinds, and their payloads. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        byte[] item = ITEMS.write(Item.sample(), PLACE);
        byte[] secret = SECRETS.write(Item.sample(), PLACE);
        for (int kind = 0; kind < 2; kind++) {
            seeds.add(Bytes.behind(kind, item));
            seeds.add(Bytes.behind(2 * kind, secret));
        }
        seeds.add(Bytes.behind(3, payload(ITEMS, Item.sample())));
        Map<Object, Object> map = new HashMap<>(Map.of("a", List.of(1, 2L, "x"), 7, new int[] {1, 2, 3}));
        Object[] values = {map, new Object[] {new String[] {"a"}, new long[] {1}}, "the same again ".repeat(9), 4.5};
        for (Object value : values) {
            seeds.add(Bytes.behind(4, payload(ANYTHING, value)));
            seeds.add(Bytes.behind(4, ANYTHING.write(value, PLACE)));
        }
        return seeds;
    }

    private static byte[] payload(Frames frames, Object value) {
        byte[] frame = frames.write(value, PLACE);
        Object payload = read(RAW, frame);
        return payload instanceof byte[] bytes ? bytes : frame;
    }
}
