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
import dev.memo.spi.StoreKey;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has Memo's frames read bytes, and makes {@link FrameChecks} of what comes of it. Thread-safe. */
public final class FrameTarget {
    static final StoreKey KEY = new StoreKey("Fuzz.frame(int)", new byte[16], new byte[] {1, 2, 3});
    static final byte[] SECRET = new byte[32];
    static final Stamp STAMP = new Stamp("kryo", 7, "2", "c0de", 42);
    static final FrameOptions SEALED = new FrameOptions(new Seal(SECRET), 100, 1 << 20, true);
    static final FrameOptions PACKED = new FrameOptions(null, 0, 1 << 20, true);

    private static final Watching LOADER = new Watching();
    private static final Frames ITEMS = frames(Item.class, FrameOptions.PLAIN);
    private static final Frames RAW = new Frames(STAMP, new Bytes.AsTheyAre(), FrameOptions.PLAIN);
    private static final Frames RAW_SEALED = new Frames(STAMP, new Bytes.AsTheyAre(), SEALED);

    /** How a reading ends that has not got as far as the payload. */
    private static final Set<String> OUTSIDE =
            Set.of("NO_FRAME", "FORMAT_NEWER", "FORMAT_OLDER", "CHECKSUM", "CODEC", "VERSION", "CODE", "FINGERPRINT");

    private static final FrameChecks CHECKS = new FrameChecks(
            reader(ITEMS), reader(frames(Object.class, PACKED)), reader(frames(Item.class, SEALED)), LOADER);

    static {
        Silence.keep();
    }

    private FrameTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHECKS.check(input);
    }

    /** Called by Jazzer, at the end. */
    public static void fuzzerTearDown() {
        Tally.print();
    }

    private static Frames frames(Type declared, FrameOptions options) {
        return new Frames(STAMP, new StoreCodec(LOADER, new AllowList(LOADER, declared, List.of())), options);
    }

    /** Returns what gives the values in these frames, and counts how far it comes. */
    static FrameReader reader(Frames frames) {
        return frame -> valueOf(frames.read(frame, KEY));
    }

    private static @Nullable Object valueOf(Reading reading) {
        if (reading instanceof Reading.Miss miss) {
            Object why = miss.mismatch();
            Tally.count(!OUTSIDE.contains(why.toString()), why.toString());
            return null;
        }
        Tally.count(true, "VALUE");
        return ((Reading.Value) reading).value();
    }

    /** Returns a sound frame of this payload. */
    static byte[] framed(byte[] payload) {
        return RAW.write(payload, KEY);
    }

    /** The same, sealed with the key. */
    static byte[] sealed(byte[] payload) {
        return RAW_SEALED.write(payload, KEY);
    }

    /** Returns the payload of a sound frame that is neither sealed nor compressed. */
    static byte[] payload(byte[] frame) {
        if (RAW.read(frame, KEY) instanceof Reading.Value read && read.value() instanceof byte[] payload) {
            return payload;
        }
        throw new IllegalArgumentException("a frame that is sealed or not whole");
    }

    static byte[] written(Item value) {
        try {
            return ITEMS.write(value, KEY);
        } catch (CodecException e) {
            return new byte[0]; // the bytes are no application's, so neither is the value
        }
    }
}
