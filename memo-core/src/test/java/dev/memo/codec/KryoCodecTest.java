// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import dev.memo.testkit.BrittleCodec;
import dev.memo.testkit.CodecContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Kryo codec does what every codec must do. Confined to one thread. */
class KryoCodecTest extends CodecContract {
    private final KryoCodec codec = new KryoCodec(KryoCodecTest.class.getClassLoader());

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void nameIsKryo() {
        assertThat(codec.name()).isEqualTo("kryo");
    }

    @Test
    @Tag("parity-15")
    void bytesCutShortAnywhereAreNeverMistakenForAValue() {
        Object value = new ArrayList<>(List.of("a", 1, Map.of("k", new Shapes.Line("x", 2)), List.of(1, 2, 3)));
        byte[] bytes = codec.encode(value);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(CodecException.class);
        }
        byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(CodecException.class);
    }

    @Test
    void brittleCodecBreaksWhenTold() {
        BrittleCodec brittle = new BrittleCodec(codec);
        byte[] bytes = brittle.encode("a");
        brittle.breakDecoding(true);
        brittle.breakEncoding(true);

        assertThatThrownBy(() -> brittle.decode(bytes)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> brittle.encode("a")).isInstanceOf(CodecException.class);
        assertThat(brittle.encodings() + brittle.decodings()).isEqualTo(3);
    }
}
