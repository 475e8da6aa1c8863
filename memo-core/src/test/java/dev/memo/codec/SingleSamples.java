// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Single values of the JDK that methods return. Stateless. */
@SuppressWarnings("JdkObsolete") // users return them
final class SingleSamples {
    private SingleSamples() {}

    static Stream<Sample> all() throws Exception {
        return Stream.of(numbers(), texts(), places(), options(), atomics(), arrays(), throwables())
                .flatMap(List::stream);
    }

    private static List<Sample> numbers() {
        return List.of(
                Sample.of("Boolean", true),
                Sample.of("Byte", (byte) -7),
                Sample.of("Character", '\u20ac'),
                Sample.of("Short", (short) -300),
                Sample.of("Integer", -70_000),
                Sample.of("Long", Long.MIN_VALUE),
                Sample.of("Float", Float.NaN),
                Sample.of("Double", -0.0),
                Sample.of("BigInteger", BigInteger.TWO.pow(200).negate()),
                Sample.of("BigDecimal", new BigDecimal("-12345678901234567890.1200")),
                Sample.of("BigDecimal, negative scale", new BigDecimal("1E+40")));
    }

    private static List<Sample> texts() {
        return List.of(
                Sample.of("String", "na\u00efve \ud83d\ude00"),
                Sample.of("empty String", ""),
                Sample.seen("StringBuilder", new StringBuilder("text"), StringBuilder::toString),
                Sample.seen("StringBuffer", new StringBuffer("text"), StringBuffer::toString),
                Sample.of("UUID", new UUID(-1, 2)),
                Sample.seen(
                        "Pattern", Pattern.compile("a+", Pattern.CASE_INSENSITIVE), p -> p.pattern() + "/" + p.flags()),
                Sample.of("Class", Thread.class),
                Sample.of("Class of a primitive", int.class),
                Sample.of("Class of an array", String[][].class),
                Sample.of("Currency", Currency.getInstance("EUR")),
                Sample.of("Charset", StandardCharsets.UTF_16LE),
                Sample.of("Locale", Locale.CANADA_FRENCH),
                Sample.of("Locale with a script", Locale.forLanguageTag("zh-Hant-TW")),
                Sample.of("Locale with extensions", Locale.forLanguageTag("de-DE-u-co-phonebk-x-memo")),
                Sample.of("Locale of old", new Locale("ja", "JP", "JP")),
                Sample.of("BitSet", BitSet.valueOf(new long[] {5, 9})));
    }

    private static List<Sample> places() throws Exception {
        return List.of(
                Sample.of("URI", URI.create("https://memo.dev/a?b=c#d")),
                Sample.seen("URL", new URL("https://memo.dev/a?b=c"), URL::toExternalForm),
                Sample.of("File", new File("some/file.txt")),
                Sample.of("Path", Path.of("/some/dir/file.txt")),
                Sample.of("InetAddress", InetAddress.getByAddress("memo", new byte[] {10, 0, 0, 1})),
                Sample.of("Inet6Address", Inet6Address.getByAddress(null, new byte[16], 3)),
                Sample.of("InetSocketAddress", InetSocketAddress.createUnresolved("memo", 80)),
                Sample.of(
                        "ByteBuffer", ByteBuffer.allocate(8).putInt(1).putInt(2).flip()),
                Sample.of(
                        "direct ByteBuffer",
                        ByteBuffer.allocateDirect(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(7)),
                Sample.of(
                        "read-only ByteBuffer",
                        ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer()));
    }

    private static List<Sample> options() {
        return List.of(
                Sample.of("Optional", Optional.of("x")),
                Sample.of("Optional.empty", Optional.empty()),
                Sample.of("OptionalInt", OptionalInt.of(-1)),
                Sample.of("OptionalLong", OptionalLong.of(Long.MAX_VALUE)),
                Sample.of("OptionalDouble", OptionalDouble.empty()));
    }

    private static List<Sample> atomics() {
        LongAdder longs = new LongAdder();
        longs.add(42);
        DoubleAdder doubles = new DoubleAdder();
        doubles.add(0.5);
        return List.of(
                Sample.seen("AtomicBoolean", new AtomicBoolean(true), AtomicBoolean::get),
                Sample.seen("AtomicInteger", new AtomicInteger(-5), AtomicInteger::get),
                Sample.seen("AtomicLong", new AtomicLong(5), AtomicLong::get),
                Sample.seen("AtomicReference", new AtomicReference<>(List.of(1)), AtomicReference::get),
                Sample.seen("AtomicIntegerArray", new AtomicIntegerArray(new int[] {1, 2}), Objects::toString),
                Sample.seen(
                        "AtomicReferenceArray",
                        new AtomicReferenceArray<>(new String[] {"a", null}),
                        Objects::toString),
                Sample.seen("LongAdder", longs, LongAdder::sum),
                Sample.seen("DoubleAdder", doubles, DoubleAdder::sum),
                Sample.seen("ReentrantLock", new ReentrantLock(true), ReentrantLock::isFair));
    }

    private static List<Sample> arrays() {
        return List.of(
                Sample.seen("byte[]", new byte[] {1, -2}, Arrays::toString),
                Sample.seen("char[]", new char[] {'a', '\u20ac'}, Arrays::toString),
                Sample.seen("int[]", new int[] {1, -2}, Arrays::toString),
                Sample.seen("long[]", new long[] {1, Long.MIN_VALUE}, Arrays::toString),
                Sample.seen("double[]", new double[] {Double.NaN}, Arrays::toString),
                Sample.seen("boolean[]", new boolean[] {true, false}, Arrays::toString),
                Sample.seen("int[][]", new int[][] {{1}, {}, {2, 3}}, Arrays::deepToString),
                Sample.seen("String[]", new String[] {"a", null}, Arrays::toString),
                Sample.seen("Object[]", new Object[] {1, "a", new int[] {1}}, Arrays::deepToString),
                Sample.seen("List[]", new List<?>[] {List.of(1)}, Arrays::deepToString));
    }

    private static List<Sample> throwables() {
        Exception thrown = new IllegalStateException("outer", new RuntimeException("inner"));
        thrown.addSuppressed(new Exception("suppressed"));
        return List.of(
                Sample.seen("Throwable", thrown, SingleSamples::story),
                Sample.of("StackTraceElement", thrown.getStackTrace()[0]));
    }

    private static String story(Throwable thrown) {
        return thrown + "|" + thrown.getCause() + "|" + Arrays.toString(thrown.getSuppressed()) + "|"
                + Arrays.toString(thrown.getStackTrace());
    }
}
