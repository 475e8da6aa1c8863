// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.RootSize;
import dev.memo.region.Entry;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of primitives and strings, which are kept and weighed as they are. */
class PlainKeysTest {
    private static final Class<?>[] TYPES = {
        boolean.class,
        byte.class,
        char.class,
        short.class,
        int.class,
        long.class,
        float.class,
        double.class,
        String.class
    };

    @Test
    void plainKeyTakesWhatItsPartsTakeAsTheCodecEncodesThem() throws Throwable {
        Object[] parts = {true, (byte) 2, 'c', (short) 4, 500_000, 6L << 40, 7f, 8d, "n\u00eene"};
        int bytes = 0;
        for (Object part : parts) {
            bytes += RootSize.of(part);
        }
        Entry key = key(MethodType.methodType(Object.class, TYPES), parts);
        assertThat(key.isPlain()).isTrue();
        assertThat(key.plainBytes()).isEqualTo(bytes);
        assertThat(key.parts()).containsExactly(parts);
    }

    /** They have no field for it, as it can be told from how it is spread. */
    private static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(boolean.class, List.of(true, false)),
                Arguments.of(byte.class, List.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE)),
                Arguments.of(char.class, List.of('\0', 'c', Character.MAX_VALUE)),
                Arguments.of(short.class, List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE)),
                Arguments.of(int.class, List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE)),
                Arguments.of(
                        long.class,
                        List.of(Long.MIN_VALUE, -1L << 32, -1L, 0L, 1L, 1L << 32, 1L << 62, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aSingleNumberIsTheWholeKey(Class<?> type, List<Object> values) throws Throwable {
        MethodType one = MethodType.methodType(Object.class, type);
        for (Object value : values) {
            Entry key = key(one, new Object[] {value});
            assertThat(key.parts()).containsExactly(value);
            assertThat(key.plainBytes()).isEqualTo(RootSize.of(value));
            assertThat(key.withParts(key.parts()).parts()).containsExactly(value);
            for (Object other : values) {
                assertThat(key.sameKey(key(one, new Object[] {other}))).isEqualTo(other.equals(value));
            }
        }
    }

    @Test
    void missingStringTakesNothing() throws Throwable {
        Entry key = key(MethodType.methodType(Object.class, String.class), new Object[] {null});
        assertThat(key.isPlain()).isTrue();
        assertThat(key.plainBytes()).isZero();
    }

    @Test
    void keyWithAnObjectIsNotPlain() throws Throwable {
        Entry key = key(MethodType.methodType(Object.class, long.class, Object.class), new Object[] {1L, "text"});
        assertThat(key.isPlain()).isFalse();
    }

    private static Entry key(MethodType type, @Nullable Object[] parts) throws Throwable {
        return (Entry) Shapes.of(type, false, false).fresh().invokeExact((Site) null, parts);
    }
}
