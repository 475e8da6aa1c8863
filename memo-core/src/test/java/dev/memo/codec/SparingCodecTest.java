// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparingCodecTest {
    private final Picky picky = new Picky();
    private final SparingCodec codec = new SparingCodec(picky);

    @Test
    void aClassThatIsRefusedAgainAndAgainIsTriedMoreAndMoreRarely() {
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> codec.encode(new Bad())).isInstanceOf(CodecException.class);
        }
        assertThat(picky.tries).isEqualTo(3 + 8);
    }

    @Test
    void whatIsSparedSaysWhatToDo() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> codec.measure(new Bad())).hasMessage("no");
        }
        assertThatThrownBy(() -> {
                    codec.measure(new Bad());
                    codec.measure(new Bad());
                })
                .isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> codec.measure(new Bad()))
                .hasMessage(Bad.class.getName() + ": its instances were refused before. Keep them out of keys and"
                        + " results, or use storage = SHARED.");
    }

    @Test
    void anotherClassAndTheJdksAreStillTried() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> codec.encode(List.of())).hasMessage("no");
        }
        assertThat(picky.tries).isEqualTo(10);
    }

    @Test
    void aSuccessStartsOver() {
        Moody moody = new Moody();
        for (int i = 0; i < 9; i++) {
            moody.good = i % 3 == 2;
            if (moody.good) {
                assertThat(codec.encode(moody)).isEmpty();
            } else {
                assertThatThrownBy(() -> codec.encode(moody)).hasMessage("no");
            }
        }
        assertThat(picky.tries).isEqualTo(9);
    }

    private static final class Bad {}

    private static final class Moody {
        private boolean good;
    }

    /** Refuses everything but a moody one in a good mood, and counts. */
    private static final class Picky implements Codec {
        private int tries;

        @Override
        public String name() {
            return "picky";
        }

        @Override
        public byte[] encode(Object value) {
            tries++;
            if (value instanceof Moody moody && moody.good) {
                return new byte[0];
            }
            throw new CodecException("no");
        }

        @Override
        public Object decode(byte[] bytes) {
            throw new CodecException("no");
        }
    }
}
