// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import dev.memo.spi.Stats;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A codec of the user's that throws whatever it likes, as code in Kotlin may: callers have their values, and it is counted. */
class CodecTroubleTest {
    private @Nullable Throwable onEncode;
    private @Nullable Throwable onDecode;
    private @Nullable Throwable onMeasure;

    private final Memo memo = Memo.builder().codec(new Odd()).build();
    private final Function<Integer, Box> boxes = memo.memoize("boxes", (Function<Integer, Box>) Box::new);
    private final Cache<Integer, Box> cache = memo.cache("cache");

    static Throwable[] troubles() {
        return new Throwable[] {
            new IllegalStateException("r"), new IOException("io"), new AssertionError("a"), new StackOverflowError()
        };
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @Tag("parity-14")
    void whatCannotBeEncodedIsLoadedAndCounted(Throwable trouble) {
        onEncode = trouble;
        assertThat(boxes.apply(3).content).isEqualTo(3);
        assertThat(boxes.apply(3).content).isEqualTo(3);
        Stats stats = memo.stats();
        assertThat(stats.loads()).isEqualTo(2);
        assertThat(stats.codecFailures()).isEqualTo(2);
        assertThat(stats.entries()).isZero();
        assertThat(memo.flights()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @Tag("parity-14")
    void aPutOfWhatCannotBeEncodedNamesTheType(Throwable trouble) {
        onEncode = trouble;
        assertThatThrownBy(() -> cache.put(1, new Box(1)))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("cache \"cache\": a value of " + Box.class.getName())
                .hasRootCause(trouble);
        assertThat(cache.stats().codecFailures()).isEqualTo(1);
        assertThat(cache.size() + cache.weight()).isZero();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @Tag("parity-15")
    void whatCannotBeDecodedIsDroppedAndCountedAndAMiss(Throwable trouble) {
        cache.put(1, new Box(1));
        onDecode = trouble;
        assertThat(cache.get(1)).isNull();
        assertThat(cache.size() + cache.weight()).isZero();
        assertThat(cache.stats().codecFailures()).isEqualTo(1);
        assertThat(cache.stats().misses()).isEqualTo(1);
        assertThat(boxes.apply(3).content).isEqualTo(3);
        assertThat(boxes.apply(3).content).isEqualTo(3);
        assertThat(memo.stats().loads()).isEqualTo(2);
        assertThat(memo.stats().codecFailures()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aPartThatCannotBeMeasuredTakesNothing(Throwable trouble) {
        onMeasure = trouble;
        Cache<Box, String> byBox = memo.cache("byBox");
        Box key = new Box(1);
        byBox.put(key, "one");
        assertThat(byBox.get(key)).isEqualTo("one");
        assertThat(byBox.size()).isEqualTo(1);
    }

    @Test
    void whatTheJvmThrowsIsNotTakenForTheCodecsTrouble() {
        onEncode = new OutOfMemoryError("a fake one");
        assertThatThrownBy(() -> cache.put(1, new Box(1))).isSameAs(onEncode);
        assertThat(boxes.apply(3).content).isEqualTo(3);
        assertThat(memo.stats().loads()).as("it was run all the same").isEqualTo(1);
        assertThat(memo.stats().entries()).isZero();
        assertThat(memo.flights()).isEmpty();
    }

    @SuppressWarnings("unchecked") // the compiler is to take it for unchecked
    private static <E extends Throwable> void sneak(@Nullable Throwable trouble) throws E {
        if (trouble != null) {
            throw (E) trouble;
        }
    }

    /** Has one number in it, which may change. Confined to one thread. */
    private static final class Box {
        private int content;

        Box(int content) {
            this.content = content;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Box box && box.content == content;
        }

        @Override
        public int hashCode() {
            return content;
        }
    }

    /** Throws what it was told to. */
    private final class Odd implements Codec {
        @Override
        public String name() {
            return "odd";
        }

        @Override
        public byte[] encode(Object value) {
            CodecTroubleTest.<RuntimeException>sneak(onEncode);
            return new byte[] {(byte) ((Box) value).content};
        }

        @Override
        public Object decode(byte[] bytes) {
            CodecTroubleTest.<RuntimeException>sneak(onDecode);
            return new Box(bytes[0]);
        }

        @Override
        public int measure(Object value) {
            CodecTroubleTest.<RuntimeException>sneak(onMeasure);
            return 1;
        }
    }
}
