// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.CompiledSources;
import dev.memo.method.RecordEquality;
import dev.memo.region.WeakPart;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys as bytes: equal ones alike in every process, others not. Confined to one thread. */
@Tag("parity-7")
@SuppressWarnings({"JdkObsolete", "IdentityHashMapUsage", "UnnecessaryStringBuilder"}) // users pass such arguments
class StableKeysTest {
    private static final String KNOWN =
            "0900000000057072696365050000002a0d000000010600000000000000010e0000000200000007090000000001"
                    + "6100000007090000000001620a000000001d6a6176612e7574696c2e636f6e63757272656e742e54696d65556e"
                    + "69740000000004444159530b00000000216465762e6d656d6f2e6b65792e537461626c654b6579735465737424"
                    + "506f696e740500000001060000000000000002";

    private static final String KNOWN_DIGEST = "9c9b7ee9ee40e7ee85fa38fa5d7dd221"; // the first half of SHA-256

    private static final List<Object> DIFFERENT = List.of(
            1,
            1L,
            1.0,
            1.0f,
            (short) 1,
            (byte) 1,
            '1',
            "1",
            true,
            -1,
            -2,
            "",
            0.0,
            -0.0,
            Double.NaN,
            BigDecimal.ONE,
            new BigDecimal("1.0"),
            new int[] {1},
            new long[] {1},
            new Object[] {1},
            new Integer[] {1},
            List.of(1),
            Set.of(1),
            Map.of(1, 1),
            Map.entry(1, 1),
            Optional.of(1),
            Optional.empty(),
            List.of(),
            Set.of(),
            Map.of(),
            List.of(List.of()),
            List.of("a", "b"),
            List.of("ab"),
            TimeUnit.SECONDS,
            RoundingMode.UP,
            "SECONDS",
            Duration.ofSeconds(1),
            Instant.EPOCH,
            LocalDate.EPOCH,
            ZoneOffset.UTC,
            ZoneId.of("UTC"),
            new UUID(1, 1),
            Locale.ROOT,
            Locale.UK,
            int.class,
            Integer.class,
            "\ud800",
            "?",
            "\udc00",
            new Point(1, 2),
            new Size(1, 2));

    private final StableKeys keys = keys(StableKeysTest.class.getClassLoader());

    @Test
    void differentPartsGiveDifferentBytes() {
        Map<String, Object> seen = new HashMap<>();

        for (Object part : DIFFERENT) {
            Object other = seen.put(hex(part), part);
            assertThat(other).as("has the bytes of %s", part).isNull();
        }
    }

    @Test
    void equalPartsGiveEqualBytes() {
        for (Object[] pair : new Object[][] {
            {List.of(1, 2), new LinkedList<>(Arrays.asList(1, 2))},
            {Set.of("a", "b", "c"), new TreeSet<>(Set.of("c", "b", "a"))},
            {Map.of("a", 1, "b", 2), new TreeMap<>(Map.of("b", 2, "a", 1))},
            {List.of(new int[] {1, 2}), Arrays.asList((Object) new int[] {1, 2})},
            {Map.of("k", new long[] {7}), new LinkedHashMap<>(Map.of("k", new long[] {7}))},
            {new String[][] {{"a"}, null}, new String[][] {{"a"}, null}},
            {URI.create("HTTP://Host/a%2fb"), URI.create("http://hOST/a%2Fb")},
            {
                Map.entry("a", 1),
                new HashMap<>(Map.of("a", 1)).entrySet().iterator().next()
            },
            {Optional.of(new byte[] {1}), Optional.of(new byte[] {1})},
            {new Point(1, 2), new Point(1, 2)},
        }) {
            assertThat(Parts.equal(pair[0], pair[1])).as("%s equals %s", pair).isTrue();
            assertThat(hex(pair[0])).as("bytes of %s and %s", pair).isEqualTo(hex(pair[1]));
        }
    }

    @Test
    void partsDoNotRunIntoOneAnother() {
        assertThat(hex("ab", "c")).isNotEqualTo(hex("a", "bc"));
        assertThat(hex("a", null)).isNotEqualTo(hex(null, "a"));
        assertThat(hex(List.of(1), 2)).isNotEqualTo(hex(List.of(1, 2)));
    }

    @Test
    void bytesNeverChange() {
        assertThat(hex("price", 42, List.of(1L), Set.of("b", "a"), TimeUnit.DAYS, new Point(1, 2)))
                .isEqualTo(KNOWN);
        assertThat(HexFormat.of().formatHex(key("price", 42).digest()))
                .hasSize(32)
                .isEqualTo(KNOWN_DIGEST);
    }

    @Test
    void whatIsComparedByIdentityOrInAWayOfItsOwnHasNoStableKey() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        for (Object part : new Object[] {
            new Object(),
            new Named("a"),
            new Own(1),
            Pattern.compile("a"),
            new StringBuilder("a"),
            new ArrayDeque<>(List.of(1)),
            Set.of(new Named("a")),
            List.of(new Own(1)),
            Collections.singleton(new int[] {1}),
            new Arrayed(new int[] {1}),
            Map.entry("a", new int[] {1}),
            new IdentityHashMap<>(Map.of("a", 1)),
            itself,
            (Runnable) () -> {}
        }) {
            assertThat(keys.of(new Object[] {part}))
                    .as("key of %s", part.getClass())
                    .isNull();
        }
    }

    @Test
    void classOfAnotherLoaderIsNotTakenForItsTwin() throws Exception {
        CompiledSources app = CompiledSources.of("package app; public enum Color { RED }");
        ClassLoader one = app.newLoader();
        Object red = Class.forName("app.Color", true, one).getEnumConstants()[0];

        assertThat(keys(one).of(new Object[] {red})).isNotNull();
        assertThat(keys(app.newLoader()).of(new Object[] {red})).isNull();
    }

    @Test
    void receiverWithoutStateCountsByItsClassAndOthersNotAtAll() {
        StableKeys withReceiver = new StableKeys(true, StableKeysTest.class.getClassLoader(), type -> true);
        ReferenceQueue<Object> queue = new ReferenceQueue<>();

        StableKey one = withReceiver.of(new Object[] {new WeakPart(StableKeysTest.class, queue), 1});
        StableKey other = withReceiver.of(new Object[] {new WeakPart(String.class, queue), 1});
        assertThat(one).isNotNull().isNotEqualTo(other);
        assertThat(withReceiver.of(new Object[] {new Point(1, 2), 1}))
                .isNotNull()
                .isNotEqualTo(one);
        assertThat(withReceiver.of(new Object[] {new WeakPart(this, queue), 1})).isNull();
    }

    @Test
    void equalityAndBytesAgreeOnRandomParts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            parts.add(randomPart(random, 3));
        }
        for (Object a : parts) {
            for (Object b : parts) {
                assertThat(hex(a).equals(hex(b)))
                        .as("seed %d: %s and %s", seed, a, b)
                        .isEqualTo(Parts.equal(a, b));
            }
        }
    }

    private static Object randomPart(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 9);
        return switch (kind) {
            case 0 -> random.nextInt(2);
            case 1 -> (long) random.nextInt(2);
            case 2 -> random.nextBoolean() ? "a" : "b";
            case 3 -> random.nextBoolean() ? TimeUnit.DAYS : TimeUnit.HOURS;
            case 4 -> randomParts(random, depth, new ArrayList<>());
            case 5 -> new HashSet<>(Set.of(random.nextInt(2), "a"));
            case 6 -> new LinkedHashSet<>(List.of("a", random.nextInt(2)));
            case 7 -> new Object[] {randomPart(random, depth - 1)};
            default -> new HashMap<>(Map.of(random.nextInt(2), randomPart(random, depth - 1)));
        };
    }

    private static List<Object> randomParts(Random random, int depth, List<Object> list) {
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            list.add(randomPart(random, depth - 1));
        }
        return random.nextBoolean() ? list : new LinkedList<>(list);
    }

    private String hex(@Nullable Object... parts) {
        return HexFormat.of().formatHex(key(parts).bytes());
    }

    private StableKey key(@Nullable Object... parts) {
        StableKey key = keys.of(parts);
        assertThat(key).as("key of %s", Arrays.deepToString(parts)).isNotNull();
        return Objects.requireNonNull(key);
    }

    private static StableKeys keys(ClassLoader loader) {
        return new StableKeys(false, loader, StableKeysTest::isPlain);
    }

    private static boolean isPlain(Class<?> type) {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in != null && RecordEquality.isPlain(in.readAllBytes());
        } catch (IOException e) {
            return false;
        }
    }

    record Point(int x, long y) {}

    record Size(int x, long y) {}

    /** A record with an equality of its own. */
    record Own(int x) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Own own && own.x % 2 == x % 2;
        }

        @Override
        public int hashCode() {
            return x % 2;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // such are common all the same
    record Arrayed(int[] values) {}

    /** A class with an equality of its own. */
    static final class Named {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && named.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
