// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.VerificationTest.Plain;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A codec is the only thing that holds the application's loader and classes. Confined to one thread. */
class UnloadingTest {
    @Test
    void classesOfADroppedCodecAreCollected() throws Exception {
        WeakReference<ClassLoader> loader = encodeInAChildLoader();

        assertThat(isCollected(loader)).isTrue();
    }

    private static WeakReference<ClassLoader> encodeInAChildLoader() throws Exception {
        ChildLoader loader = new ChildLoader(Plain.class);
        Object value = loader.loadClass(Plain.class.getName())
                .getDeclaredConstructor(int.class)
                .newInstance(1);
        KryoCodec codec = new KryoCodec(loader);
        Object copy = codec.decode(codec.encode(new ArrayList<>(List.of(value, List.of(value)))));
        assertThat(((List<?>) copy).get(0).getClass().getClassLoader()).isSameAs(loader);
        assertThat(codec.measure(value)).isPositive();
        assertThat(Immutability.proven(value)).isFalse();
        return new WeakReference<>(loader);
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }
}
