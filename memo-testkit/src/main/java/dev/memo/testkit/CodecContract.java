// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Codec} must do. Extend it and say which codec is meant.
 *
 * <p>A codec for certain types only overrides {@link #values} and {@link #mutableList} too. Confined to one thread, but for the
 * test of threads.
 */
public abstract class CodecContract {
    private static final String SECRET = "secret-4711";

    /** Creates the contract; JUnit does. */
    protected CodecContract() {}

    /** Returns the codec under test, a new one or always the same. */
    protected abstract Codec codec();

    /** Returns values that this codec copies, all with an {@code equals} that tells. */
    protected List<Object> values() {
        return List.of(
                "",
                "text \u20ac \ud83d\ude00",
                true,
                -1,
                Long.MAX_VALUE,
                0.5,
                'c',
                new ArrayList<>(Arrays.asList("a", null, "b")),
                new ArrayList<>(List.of(List.of(1), new ArrayList<>(List.of(2)))),
                new HashMap<>(Map.of("a", 1, "b", 2)));
    }

    /** Returns a new list that this codec copies and that elements can be added to. */
    protected List<Object> mutableList() {
        return new ArrayList<>(List.of("a"));
    }

    /** Returns a value that this codec has to refuse. */
    protected Object refused() {
        return new Unfit(SECRET);
    }

    /** The name is what settings say. */
    @Test
    @Tag("parity-13")
    public void nameIsNotBlankAndAlwaysTheSame() {
        Codec codec = codec();

        assertThat(codec.name()).isNotBlank().isEqualTo(codec.name());
    }

    /** The core of the contract. */
    @Test
    public void copyIsEqualAndOfTheSameClass() {
        for (Object value : values()) {
            Object copy = codec().decode(codec().encode(value));

            assertThat(copy).isEqualTo(value).hasSameClassAs(value);
        }
    }

    /** Copies are isolated from one another. */
    @Test
    public void changeOfACopyIsNotSeenInTheNext() {
        List<Object> original = mutableList();
        byte[] bytes = codec().encode(original);

        asList(codec().decode(bytes)).add("b");

        assertThat(codec().decode(bytes)).isEqualTo(original).isEqualTo(mutableList());
    }

    /** Bytes are isolated from the value. */
    @Test
    public void changeOfTheOriginalIsNotSeenInACopy() {
        List<Object> original = mutableList();
        byte[] bytes = codec().encode(original);

        original.add("b");

        assertThat(codec().decode(bytes)).isEqualTo(mutableList());
    }

    /** Callers own the bytes that they get. */
    @Test
    public void bytesBelongToTheCaller() {
        byte[] first = codec().encode("a");
        byte[] kept = first.clone();
        codec().encode("b".repeat(100));

        assertThat(first).isEqualTo(kept);
        Arrays.fill(first, (byte) 0);
        assertThat(codec().decode(kept)).isEqualTo("a");
    }

    /** Sizes are exact. */
    @Test
    public void measureIsTheEncodedLength() {
        for (Object value : values()) {
            assertThat(codec().measure(value)).isEqualTo(codec().encode(value).length);
        }
    }

    /** What cannot be copied is refused at once, with its type and without its content. */
    @Test
    @Tag("parity-14")
    public void valueThatCannotBeCopiedIsRefusedNamingItsTypeAndNotItsContent() {
        Object value = refused();

        assertThatThrownBy(() -> codec().encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(value.getClass().getName())
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> codec().measure(value)).isInstanceOf(CodecException.class);
    }

    /** What cannot be read back is said to be so, and does no harm. */
    @Test
    @Tag("parity-15")
    public void bytesThatCannotBeReadBackAreSaidToBeSo() {
        byte[] bytes = codec().encode(mutableList());

        assertThatThrownBy(() -> codec().decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> codec().decode(new byte[0])).isInstanceOf(CodecException.class);
        assertThat(codec().decode(bytes)).isEqualTo(mutableList());
    }

    /** A refusal does no harm either. */
    @Test
    public void codecWorksAfterARefusal() {
        Codec codec = codec();
        assertThatThrownBy(() -> codec.encode(refused())).isInstanceOf(CodecException.class);

        assertThat(codec.decode(codec.encode("a"))).isEqualTo("a");
    }

    /** One codec serves all threads. */
    @Test
    public void threadsShareACodec() {
        Codec codec = codec();
        List<Object> values = values();

        boolean equal = IntStream.range(0, 2_000).parallel().allMatch(i -> {
            Object value = values.get(i % values.size());
            return value.equals(codec.decode(codec.encode(value)));
        });

        assertThat(equal).isTrue();
    }

    @SuppressWarnings("unchecked") // it is a copy of such a list
    private static List<Object> asList(Object copy) {
        return (List<Object>) copy;
    }

    /** No data: it holds a thread. Immutable. */
    private static final class Unfit {
        private final Thread thread = Thread.currentThread();
        private final String text;

        Unfit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text + thread;
        }
    }
}
