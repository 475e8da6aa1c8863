// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.RootSize;
import dev.memo.region.Entry;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
