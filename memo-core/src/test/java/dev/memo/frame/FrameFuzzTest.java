// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import static dev.memo.frame.FrameSamples.PLACE;
import static dev.memo.frame.FrameSamples.STAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.AllowList;
import dev.memo.codec.StoreCodec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Damaged and hostile bytes, by the seed that is printed: whatever they are, reading ends with a value or a reason, takes
 * no memory that they don't fill, and loads no class off the list. {@code -Dmemo.fuzz.rounds=1000000} goes on for longer.
 */
class FrameFuzzTest {
    private static final int ROUNDS = Integer.getInteger("memo.fuzz.rounds", 8_000);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Watching loader = new Watching();
    private final Frames frames = new Frames(
            STAMP,
            new StoreCodec(loader, new AllowList(loader, FrameSamples.Item.class, List.of())),
            new FrameOptions(null, 200, 1 << 20, true));
    private final Frames anything = new Frames(
            STAMP,
            new StoreCodec(loader, new AllowList(loader, Object.class, List.of())),
            new FrameOptions(null, 200, 1 << 20, true));

    @Test
    void damagedPayloadsAreRefusedOrRead() {
        List<byte[]> seeds = seeds();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutant = FramesTest.summed(mutate(seeds.get(random.nextInt(seeds.size()))));
            read += attempt(frames, mutant) + attempt(anything, mutant);
        }
        assertThat(read).as("some mutants are values, or nothing was decoded").isPositive();
        assertThat(loader.asked).allMatch(FrameFuzzTest::isExpected, "is on the list; seed " + seed);
    }

    @Test
    void damagedFramesWithoutAChecksumAreNeverRead() {
        List<byte[]> seeds = seeds();
        for (int round = 0; round < ROUNDS / 3; round++) {
            byte[] frame = seeds.get(random.nextInt(seeds.size()));
            byte[] mutant = mutate(frame);
            boolean same = Arrays.equals(frame, mutant);

            assertThat(anything.read(mutant, PLACE) instanceof Reading.Miss || same)
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    private int attempt(Frames reader, byte[] mutant) {
        try {
            return reader.read(mutant, PLACE) instanceof Reading.Value ? 1 : 0;
        } catch (Throwable e) { // the claim is that there is none
            throw new AssertionError("seed " + seed + ", frame " + Arrays.toString(mutant), e);
        }
    }

    private List<byte[]> seeds() {
        Map<Object, Object> map = new HashMap<>(Map.of("a", List.of(1, 2L, "x"), 7, new int[] {1, 2, 3}));
        map.put("b", new EnumMap<>(Map.of(TimeUnit.DAYS, new TreeMap<>(Map.of("k", Locale.UK)))));
        Frames writer = FrameSamples.frames(STAMP, FrameOptions.PLAIN);
        List<byte[]> seeds = new ArrayList<>();
        for (Object value : new Object[] {
            FrameSamples.item(),
            map,
            new HashSet<>(Set.of(Set.of(1), List.of(new HashSet<>(Set.of("a"))))),
            new Object[] {new String[] {"a"}, new boolean[] {true}, new long[] {1, 2}, ByteBuffer.allocate(8)},
            new ArrayList<>(List.of(String.class, BigInteger.TEN, new BitSet(8)))
        }) {
            seeds.add(writer.write(value, PLACE));
        }
        Frames packing = FrameSamples.frames(STAMP, new FrameOptions(null, 0, 1 << 20, true));
        seeds.add(packing.write("the same again ".repeat(20), PLACE));
        return seeds;
    }

    /** Overwrites, inserts, cuts and doubles, mostly behind the header. */
    private byte[] mutate(byte[] frame) {
        byte[] mutant = frame.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(10) == 0 ? 0 : 41;
            int at = from + random.nextInt(mutant.length - from - 4);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
                default -> {
                    int other = from + random.nextInt(mutant.length - from - 4);
                    int length = Math.min(1 + random.nextInt(8), mutant.length - 4 - Math.max(at, other));
                    System.arraycopy(frame, other, mutant, at, length);
                }
            }
        }
        return mutant;
    }

    private static boolean isExpected(String name) {
        return name.startsWith("dev.memo.frame.FrameSamples$Item");
    }

    /** Notes which classes are asked for by name. Thread-safe. */
    private static final class Watching extends ClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        Watching() {
            super(FrameFuzzTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }
}
