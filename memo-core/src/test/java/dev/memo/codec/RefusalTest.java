// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.codec.Shapes.Pair;
import dev.memo.spi.CodecException;
import java.io.ByteArrayInputStream;
import java.io.Serializable;
import java.io.StringReader;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are no data are refused, by class and with the reason. Confined to one thread. */
@Tag("parity-14")
class RefusalTest {
    private final KryoCodec codec = new KryoCodec(RefusalTest.class.getClassLoader());

    @SuppressWarnings("JdkObsolete") // what the JDK still has, users still return
    static Stream<Object> refused() {
        return Stream.of(
                (Supplier<String>) () -> "lambda",
                (Supplier<String> & Serializable) () -> "serializable lambda",
                CompletableFuture.completedFuture("a"),
                Stream.of("a"),
                List.of("a").iterator(),
                Thread.currentThread(),
                new ByteArrayInputStream(new byte[1]),
                new StringReader("a"),
                proxy(),
                RefusalTest.class.getClassLoader(),
                new Random(1),
                new ThreadLocal<String>(),
                new WeakReference<>("a"),
                new IdentityHashMap<>(),
                new WeakHashMap<>(),
                new CountDownLatch(1),
                ForkJoinPool.commonPool(),
                RefusalTest.class.getDeclaredMethods()[0],
                new Session());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void valueThatIsNoDataIsRefused(Object value) {
        assertThatThrownBy(() -> codec.encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(value.getClass().getName());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void valueThatHoldsSuchAValueIsRefusedButNotItsClass(Object value) {
        Pair<String, Object> holder = new Pair<>("secret", new ArrayList<>(List.of(value)));

        assertThatThrownBy(() -> codec.encode(holder))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Pair.class.getName())
                .hasMessageContaining(value.getClass().getName())
                .hasMessageNotContaining("secret");
        assertThatCode(() -> codec.encode(new Pair<>("fine", new ArrayList<>())))
                .doesNotThrowAnyException();
    }

    @Test
    void messageNamesThePathTheReasonAndTheRemedy() {
        Pair<String, Object> holder = new Pair<>("a", Thread.currentThread());

        assertThatThrownBy(() -> codec.encode(holder))
                .hasMessage(
                        "Encoding of dev.memo.codec.Shapes$Pair: it holds a java.lang.Thread, reached through second"
                                + " (dev.memo.codec.Shapes$Pair), which cannot be copied, a thread."
                                + " Return plain data, or declare the storage as SHARED.");
    }

    @Test
    void kindsKnownByNameAreRefused() {
        assertThat(Refusals.reasonFor(kotlin.coroutines.Continuation.class)).contains("suspended");
        assertThat(Refusals.reasonFor(String.class)).isNull();
    }

    private static Object proxy() {
        Class<?>[] interfaces = {Runnable.class};
        return Proxy.newProxyInstance(
                RefusalTest.class.getClassLoader(), interfaces, (self, method, arguments) -> null);
    }

    /** Owns something that two copies would both close. */
    static final class Session implements AutoCloseable {
        @Override
        public void close() {}
    }
}
