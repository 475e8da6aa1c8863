// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.Shapes.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What measure says is what encode makes. Confined to one thread. */
class MeasureTest {
    private final KryoCodec codec = new KryoCodec(MeasureTest.class.getClassLoader());

    static Stream<Object> numbers() {
        Stream<Object> small = Stream.of(true, (byte) -1, 'x', (short) 7, 1.5f, 2.5, 0, -1, 1, 0L, -1L, 1L);
        Stream<Object> powers = LongStream.range(0, 64)
                .map(shift -> 1L << shift)
                .boxed()
                .flatMap(power -> Stream.of(power - 1, power, -power, -power - 1))
                .flatMap(number -> Stream.of(number, number.intValue()));
        return Stream.concat(small, powers);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numberIsMeasuredWithoutEncodingIt(Object number) {
        assertThat(RootSize.of(number)).isEqualTo(codec.encode(number).length);
        assertThat(codec.decode(codec.encode(number))).isEqualTo(number);
    }

    @Test
    void stringOfAnyLengthAndAlphabetIsMeasuredWithoutEncodingIt() {
        Random random = new Random(1);
        for (int length = 0; length < 200; length++) {
            for (String alphabet : List.of("a", "ab\u007f", "a\u0080", "\u07ff", "\u0800", "a\ud83d\ude00", "\0")) {
                String text = text(random, alphabet, length);
                assertThat(RootSize.of(text)).isEqualTo(codec.encode(text).length);
                assertThat(codec.decode(codec.encode(text))).isEqualTo(text);
            }
        }
        for (int length : new int[] {8190, 8191, 8192, 1 << 20, (1 << 20) - 1, (1 << 20) - 2}) {
            String text = "x".repeat(length);
            assertThat(RootSize.of(text)).isEqualTo(codec.encode(text).length);
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** More often than it takes to learn the length, and with all that may make it longer or shorter. */
    @Test
    void recordOfNumbersAndATextIsMeasuredAsItIsEncoded() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            int shift = random.nextInt(64);
            String text = i % 50 == 0 ? null : text(random, "a\u07ff\u0800", random.nextInt(80));
            Object value = new Flat(random.nextLong() >> shift, random.nextInt() >> (shift / 2), text, i % 3 == 0);
            assertThat(codec.measure(value)).isEqualTo(codec.encode(value).length);
        }
    }

    /** A record as many results are. Immutable. */
    record Flat(long id, int cents, @Nullable String name, boolean sold) {}

    @Test
    void objectIsMeasuredByCounting() {
        List<Object> value = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            value.add(new Line("article " + i, i));
        }

        int beforeItIsKnown = codec.measure(value);

        assertThat(beforeItIsKnown).isEqualTo(codec.encode(value).length).isEqualTo(codec.measure(value));
    }
}
